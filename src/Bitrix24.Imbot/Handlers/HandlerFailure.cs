using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>What is told of a handler that failed: the error inside it, and where in the script that arose.</summary>
internal static class HandlerFailure
{
    /// <summary>The error with its place.</summary>
    public static EventFailure Of(Exception exception)
    {
        ErrorRecord? record = RecordOf(exception);
        return new EventFailure(ErrorIdOf(exception), MessageOf(exception))
        {
            Position = PositionOf(record?.InvocationInfo),
            Stack = TextOf(record?.ScriptStackTrace),
        };
    }

    /// <summary>Position and stack as lines behind a message; empty where neither is known.</summary>
    public static string PlaceOf(EventFailure failure) =>
        string.Concat(new[] { failure.Position, failure.Stack }.Where(text => text is not null).Select(text => $"{Environment.NewLine}{text}"));

    /// <summary>File, line and column as PowerShell writes them, and the line itself, without the marks under it: PowerShell shows a message as one paragraph.</summary>
    private static string? PositionOf(InvocationInfo? info) => TextOf(info?.PositionMessage) is { } position
        ? $"{position.Split('\n')[0].TrimEnd()}: {TextOf(info!.Line)}".TrimEnd(':', ' ')
        : null;

    /// <summary>The innermost error that knows its place: calls of .NET methods and nested script blocks wrap the one that people look for.</summary>
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

    /// <summary>Where an error ends its script, PowerShell puts a sentence about preferences before what went wrong.</summary>
    private static string MessageOf(Exception exception) => exception is ActionPreferenceStopException stop ? stop.ErrorRecord.ToString() : exception.Message;

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
