using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>A message with a question of a call. A step can have several cards: an approval is requested in several dialogs.</summary>
internal sealed record PendingCard
{
    /// <summary>The hidden command of the buttons of cards.</summary>
    public static ButtonCommand Command { get; } = new("b24call");

    /// <summary>The random one-time key, 32 hexadecimal digits. The buttons contain it, and the idempotency key of the message is derived from it.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The step that the question belongs to. The answer is stored with this name.</summary>
    public string Step { get; init; } = string.Empty;

    public string DialogId { get; init; } = string.Empty;

    /// <summary>The question, in BB code.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The buttons; empty if the answer is a text.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>The users who may answer; empty if this is decided when an answer arrives.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>The message ID; null until the message is sent.</summary>
    public long? MessageId { get; init; }

    public DateTimeOffset Deadline { get; init; }

    /// <summary>The text of the message after the call ended without an answer; null to keep the text.</summary>
    public string? EndText { get; init; }

    /// <summary>Whether a running function asks the question. It can't be answered after a restart.</summary>
    public bool IsInRun { get; init; }

    /// <summary>Whether the card is closed. It is stored as long as its call, so that the bot doesn't ask again after a restart.</summary>
    public bool IsClosed { get; init; }

    public bool WantsText => Buttons.Count == 0;

    /// <summary>Whether a message can be the answer. The order of the messages is not checked here.</summary>
    public bool IsTextFrom(PortalEvent item) =>
        WantsText && !IsInRun && item is { Kind: EventKind.Message, IsUserEvent: false, MessageId: not null, User: not { IsBot: true }, Message.Forward.Count: 0 }
        && IsInDialog(item) && MayAnswer(item.UserId);

    /// <summary>Whether a button press belongs to this message and comes from a user who may answer.</summary>
    public bool IsPressedBy(PortalEvent item) =>
        !IsInRun && Command.ChoiceIn(item) is { } choice && choice < Buttons.Count && IsInDialog(item) && MayAnswer(item.UserId)
        && (MessageId is null || item.MessageId == MessageId);

    public static PendingCard Read(JsonElement source) => new()
    {
        Key = source.Text("key") ?? string.Empty,
        Step = source.Text("step") ?? string.Empty,
        DialogId = source.Text("dialogId") ?? string.Empty,
        Text = source.Text("text") ?? string.Empty,
        Buttons = [.. source.Items("buttons").Select(button => button.TextOrNull()).OfType<string>()],
        UserIds = source.Numbers("userIds"),
        MessageId = source.Number("messageId"),
        Deadline = source.Date("deadline") ?? DateTimeOffset.MinValue,
        EndText = source.Text("endText"),
        IsInRun = source.Flag("isInRun"),
        IsClosed = source.Flag("isClosed"),
    };

    public JsonMap ToMap() => new()
    {
        ["key"] = Key,
        ["step"] = Step,
        ["dialogId"] = DialogId,
        ["text"] = Text,
        ["buttons"] = Buttons,
        ["userIds"] = UserIds,
        ["messageId"] = MessageId,
        ["deadline"] = Deadline,
        ["endText"] = EndText,
        ["isInRun"] = IsInRun,
        ["isClosed"] = IsClosed,
    };

    private bool IsInDialog(PortalEvent item) => string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase);

    private bool MayAnswer(long? userId) => UserIds.Count == 0 || (userId is { } id && UserIds.Contains(id));
}
