using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>A question of a call, as one message. A step can have several: an approval is asked for in several dialogs.</summary>
internal sealed record PendingCard
{
    /// <summary>The hidden command behind the buttons of cards.</summary>
    public static ButtonCommand Command { get; } = new("b24call");

    /// <summary>Its random one-time name, 32 hexadecimal digits. Buttons carry it, and the message's idempotency key is made of it.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>What is asked. The answer is kept under this name.</summary>
    public string Step { get; init; } = string.Empty;

    /// <summary>Where it is asked.</summary>
    public string DialogId { get; init; } = string.Empty;

    /// <summary>The question, with BB codes.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The buttons; empty where the answer is a text.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>Who may answer; empty where that is decided when an answer comes.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>The message; null until it has been sent.</summary>
    public long? MessageId { get; init; }

    /// <summary>Until when an answer counts.</summary>
    public DateTimeOffset Deadline { get; init; }

    /// <summary>What the message shows when the call ends without an answer; null where the text stays.</summary>
    public string? EndText { get; init; }

    /// <summary>Whether the function asks it while it runs. Nothing can answer it after a restart.</summary>
    public bool IsInRun { get; init; }

    /// <summary>Whether its message shows its end. The card is kept as long as its call, so that a later start of the bot doesn't ask the same again.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it is answered by a text.</summary>
    public bool WantsText => Buttons.Count == 0;

    /// <summary>Whether a message of a person can be its answer. Its place after the question is not looked at.</summary>
    public bool IsTextFrom(PortalEvent item) =>
        WantsText && !IsInRun && item is { Kind: EventKind.Message, IsUserEvent: false, MessageId: not null, User: not { IsBot: true }, Message.Forward.Count: 0 }
        && IsHere(item) && MayAnswer(item.UserId);

    /// <summary>Whether a press of a button is one of this message, in its dialog, by a person who may answer.</summary>
    public bool IsPressedBy(PortalEvent item) =>
        !IsInRun && Command.ChoiceIn(item) is { } choice && choice < Buttons.Count && IsHere(item) && MayAnswer(item.UserId)
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

    private bool IsHere(PortalEvent item) => string.Equals(item.DialogId, DialogId, StringComparison.OrdinalIgnoreCase);

    private bool MayAnswer(long? userId) => UserIds.Count == 0 || (userId is { } id && UserIds.Contains(id));
}
