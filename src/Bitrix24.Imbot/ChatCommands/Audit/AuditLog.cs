using System.Text.Json;
using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>Records the calls of a bot's functions. Callers must mask secrets first.</summary>
internal sealed class AuditLog(AuditFile file, Action<string> warn)
{
    /// <summary>Records that a run is about to start. If this throws, the run must not start.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void RecordStart(AuditedCall call) => Record("start", call, []);

    /// <summary>
    /// Records the end of a run. A failure is only a warning, because the run has already ended. The duration includes the time of its questions. The reference
    /// number and the error are those that the caller was shown.
    /// </summary>
    public void RecordEnd(AuditedCall call, AuditOutcome outcome, TimeSpan duration, IReadOnlyCollection<long> messages, string? reference = null, string? error = null) =>
        TryRecord("end", call, new JsonMap
        {
            ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()),
            ["durationMs"] = (long)duration.TotalMilliseconds,
            ["messages"] = messages.Count > 0 ? messages.ToArray() : null,
            ["reference"] = reference,
            ["error"] = error,
        });

    /// <summary>Records that a call was refused, with a reason from docs/chat-commands-reference.md.</summary>
    public void RecordRefusal(AuditedCall call, string reason) => TryRecord("refusal", call, new JsonMap { ["reason"] = reason });

    /// <summary>Records another event of a call, with a kind from docs/chat-commands-reference.md. Nothing depends on it: a failure is only a warning.</summary>
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
