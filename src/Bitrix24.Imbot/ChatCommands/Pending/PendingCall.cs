using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>A call as it is kept on disk: what was written, what was asked and answered, and how far it has come. Immutable.</summary>
internal sealed record PendingCall
{
    private const int MaxPastKeys = 1000;

    /// <summary>Its name: the same for the same event, so that an event that comes twice is one call.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Its number, for people.</summary>
    public int Id { get; init; }

    /// <summary>Name of the function.</summary>
    public string Function { get; init; } = string.Empty;

    /// <summary>What was written after the name of the function.</summary>
    public string Line { get; init; } = string.Empty;

    /// <summary>Identifies the function and its rule. A call that is still open expires when they have changed.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>The event that brought the call; of a schedule, a made one with its dialog and without a person.</summary>
    public PortalEvent Event { get; init; } = null!;

    /// <summary>The schedule that brought the call; null for a person's.</summary>
    public string? Schedule { get; init; }

    public PendingStage Stage { get; init; }

    /// <summary>When it was taken, or ended.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How often the function was begun.</summary>
    public int Runs { get; init; }

    /// <summary>The last progress that the function showed; null for none.</summary>
    public string? Progress { get; init; }

    /// <summary>Its questions. Of a call that has ended, only those that are still open.</summary>
    public IReadOnlyList<PendingCard> Cards { get; init; } = [];

    /// <summary>Questions whose messages still show buttons, or wait for a text.</summary>
    public IEnumerable<PendingCard> OpenCards => Cards.Where(card => !card.IsClosed);

    /// <summary>Whether a question is open that is answered by a text, and not by a button.</summary>
    public bool WaitsForText => OpenCards.Any(card => card is { WantsText: true, IsInRun: false });

    public IReadOnlyList<PendingAnswer> Answers { get; init; } = [];

    /// <summary>Events that were a part of this call and of which only the keys are kept: presses that don't count, and the answers of a call that has ended.</summary>
    public IReadOnlyList<string> PastKeys { get; init; } = [];

    /// <summary>What the caller is told at the end; null where nothing is left to be told.</summary>
    public string? Farewell { get; init; }

    /// <summary>By what an event is known that comes twice.</summary>
    public static string KeyOf(PortalEvent item) => ContentKey.Compute(item.ToJson());

    /// <summary>Events that are a part of this call. None of them may count a second time.</summary>
    public IEnumerable<string> EventKeys => Answers.Select(answer => KeyOf(answer.Event)).Concat(PastKeys).Prepend(Key);

    public PendingCall With(PendingCard card) => this with { Cards = [.. Cards.Where(other => other.Key != card.Key), card] };

    public PendingCall Without(string cardKey) => this with { Cards = [.. Cards.Where(card => card.Key != cardKey)] };

    /// <summary>
    /// The call is over. What is still to do is to tell its end and to close its open cards. What people wrote, which can be a secret, is removed.
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

    /// <summary>A press that doesn't count. Only its key is kept.</summary>
    public PendingCall WithVoid(PendingAnswer answer) => this with
    {
        Answers = [.. Answers.Where(other => !ReferenceEquals(other, answer))],
        PastKeys = [.. PastKeys.Skip(Math.Max(0, PastKeys.Count - MaxPastKeys + 1)), KeyOf(answer.Event)],
    };

    /// <summary>A card shows its end.</summary>
    public PendingCall Closed(string cardKey) => Stage == PendingStage.Ended
        ? Without(cardKey)
        : this with { Cards = [.. Cards.Select(card => card.Key == cardKey ? card with { IsClosed = true } : card)] };

    public PendingCall With(PendingAnswer answer) => this with { Answers = [.. Answers, answer] };

    /// <exception cref="JsonException">It is not a call.</exception>
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

    public byte[] ToJson() => JsonMapWriter.Write(new JsonMap
    {
        ["key"] = Key,
        ["id"] = Id,
        ["function"] = Function,
        ["line"] = Line,
        ["fingerprint"] = Fingerprint,
        ["event"] = ElementOf(Event),
        ["schedule"] = Schedule,
        ["stage"] = Stage.ToString(),
        ["since"] = Since,
        ["runs"] = Runs,
        ["progress"] = Progress,
        ["farewell"] = Farewell,
        ["pastKeys"] = PastKeys,
        ["cards"] = Cards.Select(card => card.ToMap()).ToArray(),
        ["answers"] = Answers.Select(answer => new JsonMap { ["step"] = answer.Step, ["event"] = ElementOf(answer.Event) }).ToArray(),
    });

    /// <summary>What is needed to write to the dialog of a call.</summary>
    private static PortalEvent WithoutText(PortalEvent item) => PortalEvent.FromJson(JsonMapWriter.Write(new JsonMap
    {
        ["type"] = item.Type,
        ["data"] = new JsonMap { ["dialogId"] = item.DialogId, ["language"] = item.Language, ["user"] = new JsonMap { ["id"] = item.UserId } },
    }));

    private static PortalEvent EventIn(JsonElement source) => PortalEvent.FromJson(Encoding.UTF8.GetBytes(source.Member("event").GetRawText()));

    private static JsonElement ElementOf(PortalEvent item)
    {
        using JsonDocument document = JsonDocument.Parse(item.ToJson(), PortalJson.Options);
        return document.RootElement.Clone();
    }
}
