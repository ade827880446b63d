using System.Management.Automation;
using System.Management.Automation.Host;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The dialog as the console of one run.</summary>
internal sealed class CallConsole : IChatConsole
{
    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly ChatBot bot;
    private readonly ChatDialog dialog;
    private readonly CallJournal journal;
    private readonly CallPlace place;
    private readonly Action<CallState> tell;
    private readonly CancellationToken cancellation;
    private readonly LineBuffer lines;
    private readonly LiveMessage progress;
    private readonly OutputView view;
    private TimeSpan? progressKept;

    public CallConsole(ChatBot bot, ChatDialog dialog, CallJournal journal, CallPlace place, Action<CallState> tell, string name, CancellationToken cancellation)
    {
        this.bot = bot;
        this.dialog = dialog;
        this.journal = journal;
        this.place = place;
        this.tell = tell;
        this.cancellation = cancellation;
        lines = new LineBuffer(bot.Clock, dialog.SayText);
        progress = new LiveMessage(dialog.Sender, new LiveMessageOptions(bot.BotId, dialog.DialogId), bot.Session.HasRoomFor, bot.Observer, bot.Clock, cancellation)
        {
            Post = (send, _) => dialog.Outbox.Post(send),
        };
        view = new OutputView(bot, dialog, name);
    }

    /// <summary>The time of the run, in which waiting for a person doesn't count.</summary>
    public HandlerWatch? Watch { get; set; }

    /// <summary>Why a question of the run wasn't answered; null where none was left.</summary>
    public CallEndedException? Ended { get; private set; }

    /// <summary>Why a question of the run was not asked at all, which fails the run; null where none was refused.</summary>
    public HostException? Refusal { get; private set; }

    /// <summary>Whether anything was shown.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Whether the run showed more than a chat takes.</summary>
    public bool IsCut => lines.IsFull || view.IsFull;

    /// <summary>A part of the function's output.</summary>
    public void Show(OutputPortion portion)
    {
        lines.Flush();
        view.Show(portion);
    }

    /// <summary>Questions are answered no more: the run is being stopped.</summary>
    public void StopAsking() => dialog.StopAsking();

    /// <summary>Everything arrives.</summary>
    public void Finish()
    {
        lines.Flush();

        // It is sent in the order of the outbox, which tells its errors.
        _ = progress.CompleteAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    public void Write(string text, bool endsLine)
    {
        HasSpoken = true;
        lines.Add(PlainText.Escape(RunText.Plain(dialog.Mask.Hide(text))), endsLine);
    }

    /// <inheritdoc />
    public void WriteWarning(string text) => Write(dialog.Texts.Of(ChatText.Warning, text), endsLine: true);

    /// <inheritdoc />
    public void ShowProgress(ProgressRecord record)
    {
        HasSpoken = true;
        string percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete} %" : string.Empty;
        string status = string.IsNullOrWhiteSpace(record.StatusDescription) ? string.Empty : $" {record.StatusDescription}";
        KeepProgress($"{record.Activity}{status}{percent}");
        string state = record.RecordType == ProgressRecordType.Completed ? " \u2705" : percent;
        string shown = dialog.Mask.Hide($"{record.Activity}{(record.RecordType == ProgressRecordType.Completed ? string.Empty : status)}");
        progress.Show($"\u23F3 {PlainText.Escape(RunText.Plain(shown))}{state}");
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Ask(string question, bool isList)
    {
        string text = PlainText.Escape(RunText.Plain(question)) is { Length: > 0 } asked ? asked : "?";
        if (isList)
        {
            text += "\n" + dialog.Texts.Of(ChatText.AskList);
        }

        string answer = Wait(() => dialog.AskAsync(text));
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
            throw new HostException(RefusalText.ReasonOf(dialog.Texts, refused.Refusal));
        }
    }

    /// <inheritdoc />
    public int Choose(string question, IReadOnlyList<string> choices)
    {
        string text = PlainText.Escape(RunText.Plain(question)) is { Length: > 0 } asked ? asked : "?";
        return Wait(() => dialog.ChooseAsync(text, choices, choice => choice is null ? text : $"{text} [B]{PlainText.Escape(choice)}[/B]"));
    }

    /// <inheritdoc />
    public Exception Refuse(bool isPassword) => new HostException(isPassword ? dialog.Texts.Of(ChatText.NoPasswords) : "A chat has no nested prompt.");

    /// <summary>Waits for a person on the run's thread. Meanwhile the run's time stands still and its place is somebody else's.</summary>
    private T Wait<T>(Func<Task<T>> ask)
    {
        HasSpoken = true;
        lines.Flush();
        if (journal.Call.Schedule is not null)
        {
            // Not an error of the statement, after which the function would go on without the answer.
            Refusal ??= new HostException(dialog.Texts.Of(ChatText.ScheduleAsksNobody));
            throw new PipelineStoppedException();
        }

        using IDisposable? pause = Watch?.Pause();
        place.Leave();
        tell(CallState.Asking);
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
            tell(CallState.Queued);
            ReturnToPlace();
            tell(CallState.Running);
        }
    }

    /// <summary>What a person is told where the run is interrupted. Once a second is enough, and a run doesn't fail because of it.</summary>
    private void KeepProgress(string text)
    {
        if (progressKept is { } last && bot.Clock.Elapsed - last < ProgressStep)
        {
            return;
        }

        progressKept = bot.Clock.Elapsed;
        try
        {
            journal.Change(call => call with { Progress = RunText.Plain(dialog.Mask.Hide(text)) });
        }
        catch (B24Exception exception)
        {
            bot.Observer.Warn($"The progress of a run cannot be kept: {exception.Message}");
        }
    }

    private void ReturnToPlace()
    {
        try
        {
            place.Return(cancellation);
        }
        catch (OperationCanceledException)
        {
            // The run is being stopped, and needs no place for that.
        }
    }
}
