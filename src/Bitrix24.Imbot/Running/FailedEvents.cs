using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Reports events whose handler failed after all retries: in the chat, in the output of the cmdlet, and in a file.</summary>
internal sealed class FailedEvents(SafeOutputCmdlet cmdlet, string? shownPath, DeadLetterFile? file)
{
    private volatile PortalEvent? savedWhileRunning;

    /// <summary>Replies in the chat; null if replies are turned off.</summary>
    public ErrorReplies? Replies { get; set; }

    /// <summary>Checks whether the file can be written.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public void Open() => file?.Open();

    /// <summary>Saves a failed event, or creates the error for it. The caller writes the error after the event is confirmed, so that an error that ends the script doesn't repeat the event.</summary>
    /// <returns>False if the bot ends before the event is saved.</returns>
    public bool TryReport(EventLoop loop, PortalEvent item, Exception exception, int attempts, out ErrorRecord? error)
    {
        error = null;
        if (ReferenceEquals(savedWhileRunning, item))
        {
            return true;
        }

        EventFailure failure = HandlerFailure.From(exception);
        string text = $"The handler failed for event {item.EventId}, {item}: {failure.Message}{HandlerFailure.PlaceOf(failure)}";
        if (Replies is not null)
        {
            string reference = CallErrors.Reference();
            text += $" (reference {reference})";
            Replies.ReportFailure(item, reference);
        }

        if (file is not null && loop.TrySave(() => file.Add(item, failure, attempts, SystemClock.Instance.UtcNow)))
        {
            cmdlet.WriteWarning($"{text}{Environment.NewLine}The event was saved in {shownPath}.");
            return true;
        }

        error = ErrorRecords.From(HandlerErrors.HandlerFailed.With(text, exception), item);
        return file is null;
    }

    /// <summary>Saves the event of a handler that still runs. Called from another thread.</summary>
    /// <returns>The result, as a sentence with a leading space; empty if there is no file.</returns>
    public string SaveWhileRunning(PortalEvent item, Exception exception, int attempt)
    {
        if (file is null)
        {
            return string.Empty;
        }

        try
        {
            file.Add(item, HandlerFailure.From(exception), attempt, SystemClock.Instance.UtcNow);
            savedWhileRunning = item;
            return $" The event was saved in {shownPath}.";
        }
        catch (B24Exception failure)
        {
            return $" {failure.Message}";
        }
    }
}
