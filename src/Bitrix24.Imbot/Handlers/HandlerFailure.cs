using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Describes the failure of a handler: the inner error and its position in the script.</summary>
internal static class HandlerFailure
{
    public static EventFailure From(Exception exception)
    {
        ErrorRecord? record = RecordOf(exception);
        return new EventFailure(ErrorIdOf(exception), MessageOf(exception))
        {
            Position = PositionOf(record?.InvocationInfo),
            Stack = TextOf(record?.ScriptStackTrace),
        };
    }

    /// <summary>Formats the position and stack as lines after a message; empty if both are unknown.</summary>
    public static string PlaceOf(EventFailure failure) =>
        string.Concat(new[] { failure.Position, failure.Stack }.Where(text => text is not null).Select(text => $"{Environment.NewLine}{text}"));

    /// <summary>Formats the file, line, and column like PowerShell, and adds the line itself. The marks under it are omitted, because PowerShell shows a message as one paragraph.</summary>
    private static string? PositionOf(InvocationInfo? info) => TextOf(info?.PositionMessage) is { } position
        ? $"{position.Split('\n')[0].TrimEnd()}: {TextOf(info!.Line)}".TrimEnd(':', ' ')
        : null;

    /// <summary>Finds the innermost error with a position. Calls of .NET methods and nested script blocks wrap the original error.</summary>
    private static ErrorRecord? RecordOf(Exception? exception)
    {
        ErrorRecord? found = null;
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is IContainsErrorRecord { ErrorRecord: { ScriptStackTrace.Length: > 0 } record })
            {
                found = record;
            }
        }

        return found;
    }

    private static string ErrorIdOf(Exception exception) => exception switch
    {
        IContainsErrorRecord known => known.ErrorRecord.FullyQualifiedErrorId,
        B24Exception known => known.ErrorId,
        _ => exception.GetType().Name,
    };

    /// <summary>Gets the original message, without the sentence about preferences that PowerShell adds to terminating errors.</summary>
    private static string MessageOf(Exception exception) => exception is ActionPreferenceStopException stop ? stop.ErrorRecord.ToString() : exception.Message;

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
