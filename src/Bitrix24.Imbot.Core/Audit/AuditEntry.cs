using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>One line of an audit file: a run that began or ended, a refusal, or what else a bot recorded. What a kind does not carry is null or empty.</summary>
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

    /// <summary>When it was recorded, in local time.</summary>
    public DateTimeOffset? Time => ReadDate("time");

    /// <summary>What it is: <c>start</c>, <c>end</c>, <c>refusal</c>, and others.</summary>
    public string Kind => ReadText("kind") ?? string.Empty;

    /// <summary>Names one call in all its entries.</summary>
    public string? CallId => ReadText("call");

    /// <summary>The bot.</summary>
    public long? BotId => ReadNumber("bot");

    /// <summary>The event that called; null for a schedule, and for an event that was pushed.</summary>
    public long? EventId => ReadNumber("event");

    /// <summary>Who called; null for a schedule.</summary>
    public long? UserId => ReadNumber("user");

    /// <summary>The name of that person at that time.</summary>
    public string? UserName => ReadText("userName");

    /// <summary>The schedule that called; null for a person.</summary>
    public string? Schedule => ReadText("schedule");

    /// <summary>Where it was called.</summary>
    public string? DialogId => ReadText("dialog");

    /// <summary>The message that called.</summary>
    public long? MessageId => ReadNumber("message");

    /// <summary>The function.</summary>
    public string? Command => ReadText("command");

    /// <summary>The call as it would be written at a prompt, without secrets.</summary>
    public string? Line => ReadText("line");

    /// <summary>The values by the names of the parameters, without secrets. Values whose parameter PowerShell chooses are numbered from 0.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => PlainValue.MapOf(Source.Member("parameters"));

    /// <summary>Who approved it.</summary>
    public IReadOnlyList<long> Approver => Source.Numbers("approvers");

    /// <summary>How it ended.</summary>
    public string? Outcome => ReadText("outcome");

    /// <summary>Why it was refused.</summary>
    public string? Reason => ReadText("reason");

    /// <summary>What somebody decided about the call, such as <c>approved</c>.</summary>
    public string? Decision => ReadText("decision");

    /// <summary>Who decided it.</summary>
    public long? DecidedBy => ReadNumber("by");

    /// <summary>The name of that person at that time.</summary>
    public string? DecidedByName => ReadText("byName");

    /// <summary>How long the function ran, the time of its questions included.</summary>
    public TimeSpan? Duration => ReadNumber("durationMs") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>The messages that the call sent.</summary>
    public IReadOnlyList<long> SentMessageId => Source.Numbers("messages");

    /// <summary>The number that the person was told with an error.</summary>
    public string? Reference => ReadText("reference");

    /// <summary>The error, without secrets.</summary>
    public string? Error => ReadText("error");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Time, kind, person and call.</summary>
    public override string ToString() => OneLine.From($"{Time:u} {Kind} {(Schedule is null ? UserId?.ToString(System.Globalization.CultureInfo.InvariantCulture) : "schedule")} {Line ?? Command} {Outcome ?? Decision ?? Reason}".TrimEnd());
}
