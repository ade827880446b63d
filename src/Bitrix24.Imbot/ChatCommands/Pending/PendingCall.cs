using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>An open call as it is stored on disk: its line, its questions and answers, and its stage. Immutable.</summary>
internal sealed record PendingCall
{
    private const int MaxPastKeys = 1000;

    /// <summary>The key, which is derived from the event, so that a redelivered event is the same call.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The job number that people see.</summary>
    public int Id { get; init; }

    public string Function { get; init; } = string.Empty;

    /// <summary>The text after the name of the function.</summary>
    public string Line { get; init; } = string.Empty;

    /// <summary>Identifies the function and its rule. An open call expires when they change.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>The event that contained the call. For a schedule, a created event with the dialog and without a user.</summary>
    public PortalEvent Event { get; init; } = null!;

    /// <summary>The schedule; null for a call by a person.</summary>
    public string? Schedule { get; init; }

    public PendingStage Stage { get; init; }

    /// <summary>The time when it was accepted or ended.</summary>
    public DateTimeOffset Since { get; init; }

    public int Runs { get; init; }

    /// <summary>The last progress that the function showed; null for none.</summary>
    public string? Progress { get; init; }

    /// <summary>The questions. For an ended call, only those that are still open.</summary>
    public IReadOnlyList<PendingCard> Cards { get; init; } = [];

    /// <summary>The questions that still show buttons or wait for text.</summary>
    public IEnumerable<PendingCard> OpenCards => Cards.Where(card => !card.IsClosed);

    /// <summary>Whether an open question expects text instead of a button press.</summary>
    public bool WaitsForText => OpenCards.Any(card => card is { WantsText: true, IsInRun: false });

    public IReadOnlyList<PendingAnswer> Answers { get; init; } = [];

    /// <summary>The keys of past events of this call: presses that don't count, and the answers of an ended call.</summary>
    public IReadOnlyList<string> PastKeys { get; init; } = [];

    /// <summary>The final message to the caller; null if there is nothing left to send.</summary>
    public string? Farewell { get; init; }

    /// <summary>Gets the key that identifies a redelivered event.</summary>
    public static string KeyOf(PortalEvent item) => ContentKey.Compute(item.ToJson());

    /// <summary>The keys of all events of this call. None of them may count twice.</summary>
    public IEnumerable<string> EventKeys => Answers.Select(answer => KeyOf(answer.Event)).Concat(PastKeys).Prepend(Key);

    public PendingCall With(PendingCard card) => this with { Cards = [.. Cards.Where(other => other.Key != card.Key), card] };

    public PendingCall Without(string cardKey) => this with { Cards = [.. Cards.Where(card => card.Key != cardKey)] };

    /// <summary>
    /// Ends the call. The final message and the open cards remain to be done. The texts that people wrote are removed, because they can contain secrets.
    /// </summary>
    public PendingCall Ended(DateTimeOffset now, string? farewell) => this with
    {
        Stage = PendingStage.Ended,
        Since = now,
        Progress = null,
        Farewell = farewell,
        Line = string.Empty,
        Event = WithoutText(Event),
        Cards = [.. OpenCards],
        PastKeys = [.. EventKeys.Skip(1)],
        Answers = [],
    };

    /// <summary>Replaces a press that doesn't count with its key.</summary>
    public PendingCall WithVoid(PendingAnswer answer) => this with
    {
        Answers = [.. Answers.Where(other => !ReferenceEquals(other, answer))],
        PastKeys = [.. PastKeys.Skip(Math.Max(0, PastKeys.Count - MaxPastKeys + 1)), KeyOf(answer.Event)],
    };

    public PendingCall Closed(string cardKey) => Stage == PendingStage.Ended
        ? Without(cardKey)
        : this with { Cards = [.. Cards.Select(card => card.Key == cardKey ? card with { IsClosed = true } : card)] };

    public PendingCall With(PendingAnswer answer) => this with { Answers = [.. Answers, answer] };

    public static PendingCall FromJson(byte[] content)
    {
        JsonElement root = JsonDocument.Parse(content, PortalJson.Options).RootElement;
        return new PendingCall
        {
            Key = root.Text("key") ?? throw new JsonException("The call has no key."),
            Id = (int)(root.Number("id") ?? 0),
            Function = root.Text("function") ?? throw new JsonException("The call has no function."),
            Line = root.Text("line") ?? string.Empty,
            Fingerprint = root.Text("fingerprint") ?? string.Empty,
            Event = EventIn(root),
            Schedule = root.Text("schedule"),
            Stage = Enum.TryParse(root.Text("stage"), out PendingStage stage) ? stage : throw new JsonException("The call has no stage."),
            Since = root.Date("since") ?? DateTimeOffset.MinValue,
            Runs = (int)(root.Number("runs") ?? 0),
            Progress = root.Text("progress"),
            Farewell = root.Text("farewell"),
            PastKeys = [.. root.Items("pastKeys").Select(key => key.TextOrNull()).OfType<string>()],
            Cards = [.. root.Items("cards").Select(PendingCard.Read)],
            Answers = [.. root.Items("answers").Select(answer => new PendingAnswer(answer.Text("step") ?? string.Empty, EventIn(answer)))],
        };
    }

    public byte[] ToJson() => JsonMap.Write(new JsonMap
    {
        ["key"] = Key,
        ["id"] = Id,
        ["function"] = Function,
        ["line"] = Line,
        ["fingerprint"] = Fingerprint,
        ["event"] = Event.Json,
        ["schedule"] = Schedule,
        ["stage"] = Stage.ToString(),
        ["since"] = Since,
        ["runs"] = Runs,
        ["progress"] = Progress,
        ["farewell"] = Farewell,
        ["pastKeys"] = PastKeys,
        ["cards"] = Cards.Select(card => card.ToMap()).ToArray(),
        ["answers"] = Answers.Select(answer => new JsonMap { ["step"] = answer.Step, ["event"] = answer.Event.Json }).ToArray(),
    });

    /// <summary>Keeps only the parts of an event that are needed to write to its dialog.</summary>
    private static PortalEvent WithoutText(PortalEvent item) => PortalEvent.FromJson(JsonMap.Write(new JsonMap
    {
        ["type"] = item.Type,
        ["data"] = new JsonMap { ["dialogId"] = item.DialogId, ["language"] = item.Language, ["user"] = new JsonMap { ["id"] = item.UserId } },
    }));

    private static PortalEvent EventIn(JsonElement source) => source.Member("event") is { ValueKind: JsonValueKind.Object } item
        ? new PortalEvent(item)
        : throw new JsonException("The call has no event.");
}

/// <summary>The stage of a call, as it is stored on disk.</summary>
internal enum PendingStage
{
    /// <summary>The function hasn't started: its values are checked, or a person is asked.</summary>
    Open,

    /// <summary>The function is running. After a restart, the call counts as interrupted.</summary>
    Running,

    /// <summary>The call has ended. Only open cards remain to be closed.</summary>
    Ended,
}
