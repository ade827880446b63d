using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs a function once, on a separate thread in a separate runspace, which is disposed afterward.</summary>
internal sealed class CallRun(ChatCall call, CallPlan plan, AuditedCall audited, PreparedRunspace prepared)
{
    /// <summary>How long the audit entry for the end of a run waits for the message IDs.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    private readonly ChatBot bot = call.Bot;
    private readonly ChatDialog dialog = call.Dialog;
    private readonly ChatFunction function = call.Function;
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(call.Ending);
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallPlace place = new(call.Bot.Places);
    private readonly HandlerLimits limits = call.Function.Rule.Timeout is { } timeout ? call.Bot.RunLimits with { Timeout = timeout } : call.Bot.RunLimits;
    private readonly List<ErrorRecord> errors = [];
    private OutputSink? sink;
    private AuditOutcome outcome = AuditOutcome.Completed;
    private (string? Reference, string? Sentence) reported;
    private volatile bool keepsPlace;

    /// <summary>Waits for a place, and runs the function. A call that can't be recorded in the audit file doesn't run.</summary>
    /// <exception cref="Exception">The error of the function.</exception>
    public async Task RunAsync()
    {
        try
        {
            await place.EnterAsync(ending.Token).ConfigureAwait(false);
            RecordStart();

            // After a restart, this call now counts as interrupted.
            await call.Journal.ChangeAsync(kept => kept with { Stage = PendingStage.Running, Runs = kept.Runs + 1 }, ending.Token).ConfigureAwait(false);
        }
        catch
        {
            place.Leave();
            prepared.Dispose();
            throw;
        }

        dialog.OnceKey = null;
        call.State = CallState.Running;
        TimeSpan begun = bot.Clock.Elapsed;
        Thread thread = new(Run) { IsBackground = true, Name = $"Chat command {function.Name}" };
        thread.Start();
        try
        {
            await ended.Task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = AuditOutcome.Failed;
            reported = (null, dialog.Mask.HideAll(exception.Message));
            throw;
        }
        finally
        {
            if (!keepsPlace)
            {
                place.Leave();
            }

            await RecordEndAsync(bot.Clock.Elapsed - begun).ConfigureAwait(false);
        }
    }

    private void RecordStart()
    {
        try
        {
            bot.Audit.RecordStart(audited);
        }
        catch (B24Exception exception)
        {
            bot.Observer.Warn($"A call of {function.Name} by user {dialog.UserId} was refused, because it could not be written to the audit file. {exception.Message}");
            throw new CallEndedException(ChatText.AuditFailed);
        }
    }

    /// <summary>Waits for the IDs of the last messages, which belong to the audit entry. The wait is limited in case the portal is unavailable.</summary>
    private async Task RecordEndAsync(TimeSpan duration)
    {
        using CancellationTokenSource waiting = new();
        await Task.WhenAny(dialog.Outbox.WhenSentAsync(), bot.Clock.DelayAsync(SendTime, waiting.Token)).ConfigureAwait(false);
        waiting.Cancel();
        bot.Audit.RecordEnd(audited, outcome, duration, dialog.Sender.Messages, reported.Reference, reported.Sentence is { Length: > 0 } sentence ? sentence : null);
    }

    private void Run()
    {
        TypingIndicator? typing = null;
        try
        {
            using (HandlerWatch watch = new(limits, Abandon))
            {
                typing = bot.ShowsTyping ? TypingIndicator.For(bot.Session, bot.BotId, call.Event) : null;
                CallConsole console = new(call, place, watch, ending.Token);
                Exception? failure = Invoke(watch, console);
                console.Finish();
                if (!watch.IsAbandoned)
                {
                    Conclude(console, failure, watch.Reason);
                }
            }

            ended.TrySetResult(true);
        }
        catch (Exception exception)
        {
            ended.TrySetException(exception);
        }
        finally
        {
            typing?.Dispose();
            prepared.Dispose();
            ending.Dispose();
        }
    }

    private Exception? Invoke(HandlerWatch watch, CallConsole console)
    {
        prepared.Host.Attach(console);
        using EventContext context = EventContext.Enter(bot.Session, call.Event, watch);
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = prepared.Runspace;
        plan.AddTo(shell, prepared.CommandOf(function));
        if (function.SupportsShouldProcess)
        {
            // The caller has confirmed the call, or a rule requires no confirmation.
            shell.AddParameter("Confirm", false);
        }

        sink = new OutputSink(prepared, dialog.Mask, bot.Clock, console.Show, () => StopRequest.Send(shell));
        shell.AddCommand(ReceiveOutputCmdlet.Info).AddParameter(nameof(ReceiveOutputCmdlet.Sink), sink);
        watch.StopBy(Stop);
        using CancellationTokenRegistration registration = ending.Token.Register(() => StopRequest.Send(shell));
        Exception? failure = null;
        try
        {
            shell.Invoke();
        }
        catch (Exception exception) when (exception is RuntimeException or PSInvalidOperationException)
        {
            failure = exception;
        }

        errors.AddRange(shell.Streams.Error);
        if (!watch.IsAbandoned)
        {
            sink.Finish();
        }

        return failure;

        void Stop()
        {
            dialog.StopAsking();
            StopRequest.Send(shell);
        }
    }

    private void Conclude(CallConsole console, Exception? failure, StopReason reason)
    {
        if (call.EndedBy is { } why)
        {
            outcome = why == ChatText.RunStopped ? AuditOutcome.Stopped : why == ChatText.Cancelled ? AuditOutcome.Cancelled : AuditOutcome.BotEnded;
            dialog.Say(why);
        }
        else if (console.Refusal is { } refusal)
        {
            outcome = AuditOutcome.Failed;
            reported = CallErrors.Report(call, refusal);
        }
        else if (console.Ended is { Text: { } text } ended)
        {
            outcome = AuditOutcome.Unanswered;
            dialog.Say(text, ended.Values);
        }
        else if (reason == StopReason.Overdue)
        {
            outcome = AuditOutcome.TimedOut;
            ReportTimeout();
        }
        else if (reason == StopReason.Ending)
        {
            outcome = AuditOutcome.BotEnded;
            dialog.Say(ChatText.BotEnds);
        }
        else if (sink!.IsCut || console.IsCut)
        {
            outcome = AuditOutcome.Cut;
            dialog.Say(ChatText.OutputCut);
        }
        else if (ending.IsCancellationRequested)
        {
            // Ctrl+C stopped the bot. The next start informs the caller.
            outcome = AuditOutcome.BotEnded;
        }
        else if (failure is not null and not PipelineStoppedException)
        {
            outcome = AuditOutcome.Failed;
            reported = CallErrors.Report(call, failure);
        }
        else if (errors.Count > 0)
        {
            outcome = AuditOutcome.CompletedWithErrors;
            reported = CallErrors.Report(call, errors);
        }
        else if (!sink.HasOutput && !console.HasShown && !call.IsScheduled)
        {
            dialog.Check();
        }
    }

    /// <summary>Abandons a function that doesn't stop. It keeps its thread and runspace, and its place goes to another run.</summary>
    private void Abandon(StopReason reason)
    {
        keepsPlace = !bot.Abandoned.Add();
        outcome = AuditOutcome.Abandoned;
        bot.Observer.Warn($"{function.Name} was called from a chat and doesn't stop. To end it, restart the process of the bot. Abandoned runs: {bot.Abandoned.Count}.");
        ReportTimeout();
        ended.TrySetResult(false);
    }

    private void ReportTimeout()
    {
        string reference = CallErrors.Reference();
        reported = (reference, null);
        string text = $"{function.Name} ran longer than {limits.Timeout.TotalSeconds:0.#} s (chat command, reference {reference}).";
        bot.Report(ErrorRecords.From(HandlerErrors.HandlerTimedOut.With(text), null));
        dialog.Say(ChatText.RunTooLong, reference);
    }
}
