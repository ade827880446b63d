using System.Management.Automation.Host;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Connects a run to the dialog as its console.</summary>
internal sealed class CallConsole(ChatCall call, CallPlace place, HandlerWatch watch, CancellationToken cancellation) : IChatConsole
{
    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly ChatBot bot = call.Bot;
    private readonly ChatDialog dialog = call.Dialog;
    private readonly LineBuffer lines = new(call.Bot.Clock, call.Dialog.SayText);
    private readonly OutputView view = new(call);
    private readonly LiveMessage progress = new(
        call.Dialog.Sender, new LiveMessageOptions(call.Bot.BotId, call.Dialog.DialogId), call.Bot.Session.HasRoomFor, call.Bot.Observer, call.Bot.Clock, cancellation)
    {
        Post = (send, _) => call.Dialog.Outbox.Post(send),
    };

    private TimeSpan? progressSaved;

    /// <summary>The reason why a question of the run wasn't answered; null if there is none.</summary>
    public CallEndedException? Ended { get; private set; }

    /// <summary>The reason why a question of the run was refused, which fails the run; null if there is none.</summary>
    public HostException? Refusal { get; private set; }

    public bool HasShown { get; private set; }

    /// <summary>Whether the run showed more than the limit.</summary>
    public bool IsCut => lines.IsFull || view.IsFull;

    public void Show(OutputPortion portion)
    {
        lines.Flush();
        view.Show(portion);
    }

    /// <summary>Flushes all pending output.</summary>
    public void Finish()
    {
        lines.Flush();

        // The outbox sends it in order and reports errors.
        _ = progress.CompleteAsync(CancellationToken.None);
    }

    public void Write(string text, bool endsLine)
    {
        HasShown = true;
        lines.Add(PlainText.Escape(RunText.Plain(dialog.Mask.Hide(text))), endsLine);
    }

    public void WriteWarning(string text) => Write(dialog.Texts.Format(ChatText.Warning, text), endsLine: true);

    public void ShowProgress(ProgressRecord record)
    {
        HasShown = true;
        string percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete} %" : string.Empty;
        string status = string.IsNullOrWhiteSpace(record.StatusDescription) ? string.Empty : $" {record.StatusDescription}";
        SaveProgress($"{record.Activity}{status}{percent}");
        string state = record.RecordType == ProgressRecordType.Completed ? " \u2705" : percent;
        string shown = dialog.Mask.Hide($"{record.Activity}{(record.RecordType == ProgressRecordType.Completed ? string.Empty : status)}");
        progress.Show($"\u23F3 {PlainText.Escape(RunText.Plain(shown))}{state}");
    }

    public IReadOnlyList<string> Ask(string question, bool isList)
    {
        string text = ShownOf(question);
        string answer = Wait(() => dialog.AskAsync(isList ? $"{text}\n{dialog.Texts.Format(ChatText.AskList)}" : text));
        if (!isList)
        {
            return [answer];
        }

        try
        {
            return [.. AnswerReading.Items(answer).Select(value => value.Text)];
        }
        catch (LineRefusedException refused)
        {
            throw new HostException(RefusalText.ReasonOf(dialog.Texts, refused));
        }
    }

    public int Choose(string question, IReadOnlyList<string> choices) => Wait(() => dialog.ChooseAsync(ShownOf(question), choices));

    public Exception Refuse(bool isPassword) => new HostException(isPassword ? dialog.Texts.Format(ChatText.NoPasswords) : dialog.Texts.Format(ChatText.NoNestedPrompt));

    private static string ShownOf(string question) => PlainText.Escape(RunText.Plain(question)) is { Length: > 0 } shown ? shown : "?";

    /// <summary>Waits for a person on the thread of the run. Meanwhile, the timer of the run is paused and another run can use its place.</summary>
    private T Wait<T>(Func<Task<T>> ask)
    {
        HasShown = true;
        lines.Flush();
        if (call.IsScheduled)
        {
            // Stops the pipeline. After an error of the statement, the function would continue without the answer.
            Refusal ??= new HostException(dialog.Texts.Format(ChatText.ScheduleAsksNobody));
            throw new PipelineStoppedException();
        }

        using IDisposable pause = watch.Pause();
        place.Leave();
        call.State = CallState.Asking;
        try
        {
            return ask().GetAwaiter().GetResult();
        }
        catch (CallEndedException ended)
        {
            Ended = ended;
            throw new PipelineStoppedException();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            call.State = CallState.Queued;
            ReturnToPlace();
            call.State = CallState.Running;
        }
    }

    /// <summary>Stores the progress for the message after an interruption, at most once per second. A failure doesn't end the run.</summary>
    private void SaveProgress(string text)
    {
        if (progressSaved is { } last && bot.Clock.Elapsed - last < ProgressStep)
        {
            return;
        }

        progressSaved = bot.Clock.Elapsed;
        try
        {
            call.Journal.Change(kept => kept with { Progress = RunText.Plain(dialog.Mask.Hide(text)) });
        }
        catch (B24Exception exception)
        {
            bot.Observer.Warn($"The progress of a run could not be saved: {exception.Message}");
        }
    }

    private void ReturnToPlace()
    {
        try
        {
            place.EnterAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The run is being stopped and needs no place.
        }
    }
}
