using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>What somebody waits to hear, as it lies on the disk for whoever reads the bot's events.</summary>
internal sealed record Question
{
    /// <summary>Its name, of <see cref="ButtonCommand.NewKey"/>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Where it was asked.</summary>
    public string DialogId { get; init; } = string.Empty;

    /// <summary>Who may answer; nobody named: anyone but a bot.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>How many choices there are; 0 where it is answered by a text.</summary>
    public int Choices { get; init; }

    /// <summary>The message that asks; null until it was sent. Texts before it are no answer.</summary>
    public long? MessageId { get; init; }

    /// <summary>Whether it is answered by a text.</summary>
    public bool WantsText => Choices == 0;

    /// <summary>Whether a text that was written could be its answer, as far as can be told before the question's own message is known.</summary>
    public bool MayBeAnsweredBy(PortalEvent item) =>
        WantsText && item is { Kind: EventKind.Message, IsUserEvent: false, MessageId: not null, User: not { IsBot: true } }
        && string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase) && IsOpenTo(item.UserId);

    /// <summary>Whether a press of a button is its answer: of its own message, where it was asked. What somebody typed, and a copy of the message, is none.</summary>
    public bool IsAnsweredByPress(PortalEvent item) => ButtonCommand.Reply.ChoiceIn(item) is { } choice && choice < Choices && IsOpenTo(item.UserId)
        && string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase)
        && (MessageId is null || item.MessageId is null || item.MessageId == MessageId);

    /// <summary>Reads what was written; null where it is no question.</summary>
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

    /// <summary>The question as it is written.</summary>
    public byte[] ToJson() => JsonMapWriter.Write(new JsonMap
    {
        ["name"] = Name,
        ["dialogId"] = DialogId,
        ["userIds"] = UserIds,
        ["choices"] = Choices,
        ["messageId"] = MessageId,
    });

    private bool IsOpenTo(long? userId) => UserIds.Count == 0 || (userId is { } id && UserIds.Contains(id));
}
