using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Reports events whose handler failed each time: to the person in the chat, to whoever runs the bot, and to a file.</summary>
/// <param name="cmdlet">The cmdlet that runs the bot.</param>
/// <param name="shownPath">The path of the file as it was given; null for none.</param>
/// <param name="file">The file for the events; null for none.</param>
internal sealed class FailedEvents(SafeOutputCmdlet cmdlet, string? shownPath, DeadLetterFile? file)
{
    private volatile PortalEvent? keptWhileRunning;

    /// <summary>Tells the people in the chat; null where they are told nothing.</summary>
    public ErrorReplies? Replies { get; set; }

    /// <summary>Makes sure that the file can be written.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public void Open() => file?.Open();

    /// <summary>Puts a failed event aside, or makes the error that is written when the event is done: an error that ends the script must not bring the event back.</summary>
    /// <returns>False where the bot ends before the event could be put aside.</returns>
    public bool TryReport(EventLoop loop, PortalEvent item, Exception exception, int attempts, out ErrorRecord? error)
    {
        error = null;
        if (ReferenceEquals(keptWhileRunning, item))
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

        if (file is not null && loop.TryKeep(() => file.Add(item, failure, attempts, SystemClock.Instance.UtcNow)))
        {
            cmdlet.WriteWarning($"{text}{Environment.NewLine}The event is kept in {shownPath}.");
            return true;
        }

        error = ErrorRecords.From(HandlerErrors.HandlerFailed.With(text, exception), item);
        return file is null;
    }

    /// <summary>Puts the event of a handler aside that still runs, from another thread.</summary>
    /// <returns>What came of it, as a sentence after others; empty where there is no file.</returns>
    public string KeepWhileRunning(PortalEvent item, Exception exception, int attempt)
    {
        if (file is null)
        {
            return string.Empty;
        }

        try
        {
            file.Add(item, HandlerFailure.From(exception), attempt, SystemClock.Instance.UtcNow);
            keptWhileRunning = item;
            return $" The event is kept in {shownPath}.";
        }
        catch (B24Exception failure)
        {
            return $" {failure.Message}";
        }
    }
}
