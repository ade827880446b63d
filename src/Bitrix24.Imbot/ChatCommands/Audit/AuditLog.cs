using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>Records what people do with a bot's functions. What it is given must hold no secrets.</summary>
internal sealed class AuditLog
{
    private readonly AuditFile file;
    private readonly Action<string> warn;

    /// <param name="file">The file.</param>
    /// <param name="warn">Hears of entries that could not be written and on which nothing depends.</param>
    public AuditLog(AuditFile file, Action<string> warn)
    {
        this.file = file;
        this.warn = warn;
    }

    /// <summary>A run is about to begin. Where this throws, it must not.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void RecordStart(AuditedCall call) => Record("start", call);

    /// <summary>A run has ended, which an audit that can't be written doesn't change.</summary>
    public void RecordEnd(AuditedCall call, AuditEnd end) => TryRecord("end", call, new JsonMap
    {
        ["outcome"] = NameOf(end.Outcome),
        ["durationMs"] = (long)end.Duration.TotalMilliseconds,
        ["messages"] = end.Messages.Count > 0 ? end.Messages.ToArray() : null,
        ["reference"] = end.Reference,
        ["error"] = end.Error,
    });

    /// <summary>A call was refused.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reason">Why, as one of the words of docs/chat-commands.md.</param>
    public void RecordRefusal(AuditedCall call, string reason) => TryRecord("refusal", call, new JsonMap { ["reason"] = reason });

    /// <summary>Something else that belongs to a call, on which something depends: a decision, an interruption.</summary>
    /// <param name="kind">One of the words of docs/chat-commands.md.</param>
    /// <param name="call">The call.</param>
    /// <param name="more">Further members; null values are left out.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void Record(string kind, AuditedCall call, JsonMap? more = null)
    {
        JsonMap entry = new()
        {
            ["kind"] = kind,
            ["call"] = call.CallId,
            ["bot"] = call.BotId,
            ["event"] = call.EventId,
            ["user"] = call.UserId,
            ["userName"] = call.UserName,
            ["schedule"] = call.Schedule,
            ["dialog"] = call.DialogId,
            ["message"] = call.MessageId,
            ["command"] = call.Command.Length > 0 ? call.Command : null,
            ["line"] = call.Line,
            ["parameters"] = call.Parameters,
            ["approvers"] = call.Approvers.Count > 0 ? call.Approvers.ToArray() : null,
        };
        foreach (KeyValuePair<string, object?> member in more ?? [])
        {
            entry[member.Key] = member.Value;
        }

        file.Append(entry);
    }

    /// <summary>The same where nothing depends on it: a failure is a warning.</summary>
    public void TryRecord(string kind, AuditedCall call, JsonMap? more = null)
    {
        try
        {
            Record(kind, call, more);
        }
        catch (B24Exception exception)
        {
            warn($"The {kind} of a call of {call.Command} is missing in the audit. {exception.Message}");
        }
    }

    private static string NameOf(AuditOutcome outcome)
    {
        string name = outcome.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
