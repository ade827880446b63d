using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>
/// An entry of an audit file: the start or end of a run, a refusal, or another record of a bot. Members that a kind doesn't have are null or empty.
/// </summary>
public sealed class AuditEntry : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "time", "kind", "call", "bot", "event", "user", "userName", "schedule", "dialog", "message", "command", "line", "parameters", "approvers", "outcome", "reason",
        "durationMs", "messages", "reference", "error", "decision", "by", "byName",
    };

    internal AuditEntry(JsonElement source)
        : base(source)
    {
    }

    /// <summary>Local time of the entry.</summary>
    public DateTimeOffset? Time => ReadDate("time");

    /// <summary>Kind of the entry: <c>start</c>, <c>end</c>, <c>refusal</c>, and others.</summary>
    public string Kind => ReadText("kind") ?? string.Empty;

    /// <summary>ID that all entries of a call have in common.</summary>
    public string? CallId => ReadText("call");

    /// <summary>The bot.</summary>
    public long? BotId => ReadNumber("bot");

    /// <summary>The event of the call; null for a schedule and for a pushed event.</summary>
    public long? EventId => ReadNumber("event");

    /// <summary>ID of the caller; null for a schedule.</summary>
    public long? UserId => ReadNumber("user");

    /// <summary>Name of the caller at that time.</summary>
    public string? UserName => ReadText("userName");

    /// <summary>The schedule that started the call; null for a person.</summary>
    public string? Schedule => ReadText("schedule");

    /// <summary>The dialog of the call.</summary>
    public string? DialogId => ReadText("dialog");

    /// <summary>The message of the call.</summary>
    public long? MessageId => ReadNumber("message");

    /// <summary>The function.</summary>
    public string? Command => ReadText("command");

    /// <summary>The call as a command line, without secrets.</summary>
    public string? Line => ReadText("line");

    /// <summary>The values by parameter name, without secrets. Positional values are numbered from 0.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => PlainValue.MapOf(Source.Member("parameters"));

    /// <summary>IDs of the approvers.</summary>
    public IReadOnlyList<long> Approver => Source.Numbers("approvers");

    /// <summary>The outcome of the call.</summary>
    public string? Outcome => ReadText("outcome");

    /// <summary>The reason of a refusal.</summary>
    public string? Reason => ReadText("reason");

    /// <summary>A decision about the call, such as <c>approved</c>.</summary>
    public string? Decision => ReadText("decision");

    /// <summary>ID of the person who decided.</summary>
    public long? DecidedBy => ReadNumber("by");

    /// <summary>Name of that person at that time.</summary>
    public string? DecidedByName => ReadText("byName");

    /// <summary>Run time of the function, including the time of its questions.</summary>
    public TimeSpan? Duration => ReadNumber("durationMs") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>IDs of the messages that the call sent.</summary>
    public IReadOnlyList<long> SentMessageId => Source.Numbers("messages");

    /// <summary>The reference number that the person received with an error.</summary>
    public string? Reference => ReadText("reference");

    /// <summary>The error, without secrets.</summary>
    public string? Error => ReadText("error");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Time, kind, person, and call.</summary>
    public override string ToString() => OneLine.From($"{Time:u} {Kind} {(Schedule is null ? UserId?.ToString(System.Globalization.CultureInfo.InvariantCulture) : "schedule")} {Line ?? Command} {Outcome ?? Decision ?? Reason}".TrimEnd());
}
