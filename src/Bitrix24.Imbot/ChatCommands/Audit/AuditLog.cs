using System.Text.Json;
using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>Records the calls of a bot's functions. Callers must mask secrets first.</summary>
/// <param name="file">The file.</param>
/// <param name="warn">Receives a warning if an entry that the run doesn't depend on could not be written.</param>
internal sealed class AuditLog(AuditFile file, Action<string> warn)
{
    /// <summary>Records that a run is about to start. If this throws, the run must not start.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void RecordStart(AuditedCall call) => Record("start", call, []);

    /// <summary>Records the end of a run. A failure is only a warning, because the run has already ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outcome">How the run ended.</param>
    /// <param name="duration">How long it took, including the time of its questions.</param>
    /// <param name="messages">The IDs of the messages that it sent.</param>
    /// <param name="reference">The reference number that the caller was shown with an error; null if there was no error.</param>
    /// <param name="error">The error, without secrets; null if there was no error.</param>
    public void RecordEnd(AuditedCall call, AuditOutcome outcome, TimeSpan duration, IReadOnlyCollection<long> messages, string? reference = null, string? error = null) =>
        TryRecord("end", call, new JsonMap
        {
            ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()),
            ["durationMs"] = (long)duration.TotalMilliseconds,
            ["messages"] = messages.Count > 0 ? messages.ToArray() : null,
            ["reference"] = reference,
            ["error"] = error,
        });

    /// <summary>Records that a call was refused.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reason">The reason, one of those in docs/chat-commands-reference.md.</param>
    public void RecordRefusal(AuditedCall call, string reason) => TryRecord("refusal", call, new JsonMap { ["reason"] = reason });

    /// <summary>Records another event of a call, such as a decision or an interruption. Nothing depends on it: a failure is only a warning.</summary>
    /// <param name="kind">The kind, one of those in docs/chat-commands-reference.md.</param>
    /// <param name="call">The call.</param>
    /// <param name="more">Further members; null values are omitted.</param>
    public void TryRecord(string kind, AuditedCall call, JsonMap more)
    {
        try
        {
            Record(kind, call, more);
        }
        catch (B24Exception exception)
        {
            warn($"The entry '{kind}' of a call of {call.Command} could not be written to the audit file. {exception.Message}");
        }
    }

    private void Record(string kind, AuditedCall call, JsonMap more)
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
        foreach (KeyValuePair<string, object?> member in more)
        {
            entry[member.Key] = member.Value;
        }

        file.Append(entry);
    }
}
