using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>A question that a process waits for, as it is stored on disk for the process that reads the bot's events.</summary>
internal sealed record Question
{
    /// <summary>The name of the question; see <see cref="ButtonCommand.NewKey"/>.</summary>
    public string Name { get; init; } = string.Empty;

    public string DialogId { get; init; } = string.Empty;

    /// <summary>The users who can answer; empty for anyone except bots.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>Number of choices; 0 for an answer in words.</summary>
    public int Choices { get; init; }

    /// <summary>The message with the question; null until it is sent. Earlier messages don't count as answers.</summary>
    public long? MessageId { get; init; }

    public bool WantsText => Choices == 0;

    /// <summary>Whether a message may be the answer, as far as this is known before the question has a message ID.</summary>
    public bool MayBeAnsweredBy(PortalEvent item) =>
        WantsText && item is { Kind: EventKind.Message, IsUserEvent: false, MessageId: not null, User: not { IsBot: true } }
        && string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase) && IsOpenTo(item.UserId);

    /// <summary>
    /// Whether a button press is the answer: on the question's own message, in its dialog. A typed command or a press on a copy of the message is
    /// not.
    /// </summary>
    public bool IsAnsweredByPress(PortalEvent item) => ButtonCommand.Reply.ChoiceIn(item) is { } choice && choice < Choices && IsOpenTo(item.UserId)
        && string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase)
        && (MessageId is null || item.MessageId is null || item.MessageId == MessageId);

    /// <summary>Reads a stored question; null if the content is not valid.</summary>
    public static Question? Read(byte[] content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            return root.Text("name") is { } name && root.Text("dialogId") is { } dialogId
                ? new Question
                {
                    Name = name,
                    DialogId = dialogId,
                    UserIds = [.. root.Items("userIds").Select(item => item.WholeNumber()).OfType<long>()],
                    Choices = (int)(root.Number("choices") ?? 0),
                    MessageId = root.Number("messageId"),
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToJson() => JsonMap.Write(new JsonMap
    {
        ["name"] = Name,
        ["dialogId"] = DialogId,
        ["userIds"] = UserIds,
        ["choices"] = Choices,
        ["messageId"] = MessageId,
    });

    private bool IsOpenTo(long? userId) => UserIds.Count == 0 || (userId is { } id && UserIds.Contains(id));
}
