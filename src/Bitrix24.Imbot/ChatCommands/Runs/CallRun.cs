using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs a function once, in a runspace that is used for nothing else, on a thread of its own.</summary>
internal sealed class CallRun
{
    private readonly ChatBot bot;
    private readonly ChatDialog dialog;
    private readonly ChatFunction function;
    private readonly PortalEvent item;
    private readonly CallPlan plan;
    private readonly PreparedRunspace prepared;
    private readonly Action<CallState> tell;
    private readonly Func<ChatText?> endedBy;
    private readonly CancellationTokenSource ending;
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallConsole console;
    private readonly CallPlace place;
    private readonly List<ErrorRecord> errors = [];
    private OutputSink? sink;
    private volatile bool keepsPlace;

    public CallRun(
        ChatBot bot,
        ChatDialog dialog,
        ChatFunction function,
        PortalEvent item,
        CallPlan plan,
        PreparedRunspace prepared,
        Action<CallState> tell,
        Func<ChatText?> endedBy,
        CancellationToken cancellation)
    {
        this.bot = bot;
        this.dialog = dialog;
        this.function = function;
        this.item = item;
        this.plan = plan;
        this.prepared = prepared;
        this.tell = tell;
        this.endedBy = endedBy;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        place = new CallPlace(bot.Places);
        console = new CallConsole(bot, dialog, place, tell, function.Name, ending.Token);
    }

    /// <summary>Waits for a place, and runs.</summary>
    /// <exception cref="Exception">What the function failed with.</exception>
    public async Task RunAsync()
    {
        try
        {
            await place.TakeAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            prepared.Dispose();
            throw;
        }

        tell(CallState.Running);
        Thread thread = new(Run) { IsBackground = true, Name = $"Chat command {function.Name}" };
        thread.Start();
        try
        {
            await ended.Task.ConfigureAwait(false);
        }
        finally
        {
            if (!keepsPlace)
            {
                place.Leave();
            }
        }
    }

    private void Run()
    {
        HandlerWatch? watch = null;
        TypingIndicator? typing = null;
        try
        {
            using (watch = new HandlerWatch(bot.RunLimits, GiveUp))
            {
                typing = bot.ShowsTyping ? TypingIndicator.For(bot.Session, bot.BotId, item) : null;
                Exception? failure = Invoke(watch);
                console.Finish();
                if (!watch.IsGivenUp)
                {
                    Conclude(failure, watch.Reason);
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

    private Exception? Invoke(HandlerWatch watch)
    {
        console.Watch = watch;
        prepared.Host.Attach(console);
        using EventContext context = EventContext.Enter(bot.Session, item, watch);
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = prepared.Runspace;
        plan.AddTo(shell, prepared.CommandOf(function));
        if (function.SupportsShouldProcess)
        {
            // The caller has confirmed it, or a rule says that nobody needs to.
            shell.AddParameter("Confirm", false);
        }

        sink = new OutputSink(prepared, bot.Clock, console.Show, () => HandlerShell.BeginStop(shell));
        shell.AddCommand(ReceiveOutputCmdlet.Info).AddParameter(nameof(ReceiveOutputCmdlet.Sink), sink);
        watch.StopBy(Stop);
        using CancellationTokenRegistration registration = ending.Token.Register(() => HandlerShell.BeginStop(shell));
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
        if (!watch.IsGivenUp)
        {
            sink.Finish();
        }

        return failure;

        void Stop()
        {
            console.StopAsking();
            HandlerShell.BeginStop(shell);
        }
    }

    private void Conclude(Exception? failure, StopReason reason)
    {
        if (endedBy() is { } why)
        {
            dialog.Say(why);
        }
        else if (console.Ended is { } ended)
        {
            dialog.Say(ended.Text, ended.Values);
        }
        else if (reason == StopReason.Overdue)
        {
            TellTooLong();
        }
        else if (reason == StopReason.Ending)
        {
            dialog.Say(ChatText.BotEnds);
        }
        else if (sink!.IsCut || console.IsCut)
        {
            dialog.Say(ChatText.OutputCut);
        }
        else if (failure is not null and not PipelineStoppedException)
        {
            CallErrors.Tell(bot, dialog, item, function, failure);
        }
        else if (errors.Count > 0)
        {
            CallErrors.Tell(bot, dialog, item, function, errors);
        }
        else if (!sink.HasOutput && !console.HasSpoken)
        {
            dialog.Check();
        }
    }

    /// <summary>The function doesn't stop. Its thread and its runspace are left to it, and its place goes to somebody else.</summary>
    private void GiveUp(StopReason reason)
    {
        keepsPlace = !bot.Abandoned.Add();
        bot.Observer.Warn($"{function.Name} doesn't stop; it was called from a chat and still runs on a thread of its own. Restart the bot's process to end it. Such runs: {bot.Abandoned.Count}.");
        TellTooLong();
        ended.TrySetResult(false);
    }

    private void TellTooLong()
    {
        string reference = CallErrors.Reference();
        string text = $"{function.Name} ran longer than {bot.RunLimits.Timeout.TotalSeconds:0.#} s (chat command, reference {reference}).";
        bot.Report(item, Errors.ErrorRecords.From(Core.Errors.HandlerErrors.HandlerTimedOut.With(text), null));
        dialog.Say(ChatText.RunTooLong, reference);
    }
}
