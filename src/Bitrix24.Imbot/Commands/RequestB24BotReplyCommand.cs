using System.Diagnostics;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>Asks in a dialog and waits for the answer: one of the choices under the message as buttons, or a text.</summary>
[Cmdlet(VerbsLifecycle.Request, "B24BotReply", SupportsShouldProcess = true)]
[OutputType(typeof(BotReply))]
public sealed class RequestB24BotReplyCommand : B24BotCommand
{
    private const int ProgressId = 28;

    /// <summary>Types of bots that hear every message of their chats (docs/portal/bots.md, "Bot types").</summary>
    private static readonly string[] HearEverything = ["supervisor", "personal"];

    /// <summary>How long the end of a process or pipeline may wait for the buttons to be removed.</summary>
    private static readonly TimeSpan WithdrawTime = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the end of a process may wait for a question that is being sent.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(0.4);

    /// <summary>Where to ask: chatN for a chat, the user's number for a private dialog, sgN for a workgroup's chat. In a handler its event's dialog when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    /// <summary>The question, with BB codes; 1 to 20,000 characters.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [TextArgument]
    public string Message { get; set; } = null!;

    /// <summary>The answers to choose from, as buttons. Without it the answer is a text.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string[]? Choice { get; set; }

    /// <summary>What hangs under the question, from New-B24Attachment or ConvertTo-B24Attachment.</summary>
    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    /// <summary>The word that cancels the question: one more button with -Choice, and otherwise the text of an answer, in any letter case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CancelWord { get; set; }

    /// <summary>Adds a line to the question that says who answered what and when, or that nobody did.</summary>
    [Parameter]
    public SwitchParameter ShowAnswer { get; set; }

    /// <summary>Who may answer; anyone in the dialog but bots when left out.</summary>
    [Parameter]
    [IdentityArgument(nameof(UserId))]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UserId { get; set; }

    /// <summary>How long to wait, as seconds or TimeSpan; without end when left out. When it is over, the result says so and is no error.</summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long to wait after an empty look at the bot's events, where nobody else reads them: 1 second to an hour, as seconds or TimeSpan.</summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override void ProcessRecord(B24Session session, long botId)
    {
        string dialogId = DialogId ?? Demand(null, EventContext.RequireDialog);
        TryFor(dialogId, () => Ask(session, botId, dialogId));
    }

    private void Ask(B24Session session, long botId, string dialogId)
    {
        DurationRange.Interval.Require(nameof(Interval), Interval);
        DurationRange.Timeout.Require(nameof(Timeout), Timeout);
        string[] buttons = Buttons();
        Question question = new() { Name = ReplyCommand.NewQuestion(), UserIds = UserId ?? [], Choices = buttons.Length };
        SendMessageRequest message = new(botId, dialogId, Message, Attachment, Choice is null ? null : ReplyCommand.Buttons(question.Name, buttons));
        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", "Ask and wait for the answer"))
        {
            return;
        }

        using IDisposable? pause = EventContext.Current?.Watch.Pause();
        Stopwatch watch = Stopwatch.StartNew();
        Bot bot = Send(session, new GetBotRequest(botId));
        string folder = BotFolder.PathOf(session.Portal, botId);
        bool isPushed = string.Equals(bot.EventMode, EventHandlerAddress.WebhookMode, StringComparison.OrdinalIgnoreCase);
        RequireAnswerable(bot, dialogId, folder, isPushed);
        question = question with { DialogId = ResolvedDialog(session, botId, dialogId) };
        QuestionBoard board = new(folder);
        AnswerWait wait = new(folder, board, isPushed ? null : () => OpenQueue(session, botId, folder), new LatePress(session, botId));
        using WaitingQuestion waiting = PutUp(board, question);
        if (Choice is not null)
        {
            Send(session, new RegisterCommandRequest(botId, ReplyCommand.Properties));
        }

        // From before the question is there. The handlers of a bot finish before the bot's process ends.
        TaskCompletionSource<BotReply> asked = new();
        using IDisposable? ending = EventContext.Current is null ? ProcessEnd.Before(() => WithdrawWhenAsked(session, asked.Task)) : null;
        long messageId = Send(session, message).MessageId ?? throw ErrorKinds.AnswerUnexpected.With("The portal did not tell the number of the question's message.");
        waiting.Sent(messageId);
        TimeSpan left = Timeout is { } timeout ? Max(TimeSpan.Zero, timeout - watch.Elapsed) : System.Threading.Timeout.InfiniteTimeSpan;
        ProgressRecord display = new(ProgressId, $"Question to {dialogId}", Timeout is null ? "Waiting for the answer." : $"Waiting for the answer until {DateTime.Now + left:T}.");
        WriteDetail($"{display.Activity}: {display.StatusDescription}");
        WriteProgress(display);
        BotReply open = new(botId, dialogId, messageId, null, null);
        asked.SetResult(open);
        BotReply reply = WaitForReply(session, wait, waiting, open, left);
        display.RecordType = ProgressRecordType.Completed;
        WriteProgress(display);
        if (ChangeAfter(ReplyTexts.Outcome(reply)) is { } change)
        {
            TryChange(messageId, () => Send(session, new UpdateMessageRequest(botId, messageId, change)), canWarn: true);
        }

        WriteObject(reply);
    }

    /// <summary>Waits. A question whose wait ends early, for example by Ctrl+C, leaves no buttons behind.</summary>
    private BotReply WaitForReply(B24Session session, AnswerWait wait, WaitingQuestion waiting, BotReply open, TimeSpan left)
    {
        bool isOver = false;
        try
        {
            PortalEvent? answer = Await((observer, cancellation) => wait.ForAsync(waiting, left, observer, cancellation));
            isOver = true;
            return ReplyFrom(open, answer);
        }
        finally
        {
            if (!isOver)
            {
                // After Ctrl+C nothing can be written.
                Withdraw(session, open, canWarn: !Stopping);
            }
        }
    }

    private BotReply ReplyFrom(BotReply open, PortalEvent? answer)
    {
        if (answer is null)
        {
            return open;
        }

        string text = Choice is not null && ReplyCommand.ChoiceIn(answer) is { } place ? Buttons()[place] : answer.Message?.Text ?? string.Empty;
        bool isCancelled = CancelWord is not null && string.Equals(text.Trim(), CancelWord.Trim(), StringComparison.CurrentCultureIgnoreCase);
        return new BotReply(open.BotId, open.DialogId, open.MessageId, isCancelled ? null : text, answer, isCancelled);
    }

    /// <summary>What changes about the question's message when it has ended; null for nothing.</summary>
    private MessageChange? ChangeAfter(string outcome)
    {
        string? text = ShowAnswer ? $"{Message}\n{outcome}" : null;
        text = text?.Length <= MessageText.LongestLength ? text : null;
        return text is null && Choice is null ? null : new MessageChange { Text = text, RemovesKeyboard = Choice is not null };
    }

    /// <summary>The process is about to end. A question that is being sent is waited for, so that its buttons can be removed.</summary>
    private void WithdrawWhenAsked(B24Session session, Task<BotReply> asked)
    {
        if (asked.Wait(SendTime))
        {
            Withdraw(session, asked.Result, canWarn: false);
        }
    }

    /// <summary>Takes the buttons away, in a short time.</summary>
    private void Withdraw(B24Session session, BotReply open, bool canWarn)
    {
        if (ChangeAfter(ReplyTexts.Withdrawn()) is not { } change)
        {
            return;
        }

        using CancellationTokenSource limit = new(WithdrawTime);
        TryChange(
            open.MessageId,
            () => session.SendAsync(new UpdateMessageRequest(open.BotId, open.MessageId, change), null, limit.Token).GetAwaiter().GetResult(),
            canWarn);
    }

    /// <summary>What came of the question counts, whether its message can be changed or not.</summary>
    private void TryChange(long messageId, Action change, bool canWarn)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is B24Exception or OperationCanceledException)
        {
            if (canWarn)
            {
                string what = Choice is null ? $"The answer could not be added to message {messageId}" : $"The buttons of message {messageId} could not be removed";
                WriteWarning($"{what}: {exception.Message}");
            }
        }
    }

    /// <summary>The buttons: the choices, and the word that cancels.</summary>
    private string[] Buttons()
    {
        string[] buttons = Choice is null ? [] : CancelWord is null ? Choice : [.. Choice, CancelWord];
        string? repeated = buttons.GroupBy(choice => choice.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        return repeated is null ? buttons : throw ErrorKinds.ChoiceRepeated.With($"-Choice has {ShownInput.Of(repeated)} more than once.");
    }

    /// <summary>Waits until no other question in words is open in the dialog; after the time is over it would be too late to ask at all.</summary>
    private WaitingQuestion PutUp(QuestionBoard board, Question question) => Await(async (_, cancellation) =>
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            return await board.PutUpAsync(question, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw ErrorKinds.ReplyNotAsked.With($"Another question waited for an answer in {question.DialogId} all the time.");
        }
    });

    private QueueEventSource OpenQueue(B24Session session, long botId, string folder)
    {
        QueueOptions options = new()
        {
            Interval = Interval,
            DonePath = QueueOptions.DonePathIn(folder),
            UnreadableFolder = QueueOptions.UnreadableFolderIn(folder),
        };
        return new QueueEventSource(session.SendAsync, botId, null, options, SystemClock.Instance);
    }

    /// <summary>Events name the chat behind a workgroup.</summary>
    private string ResolvedDialog(B24Session session, long botId, string dialogId)
    {
        string id = Core.Messages.DialogId.Require(dialogId);
        return id.StartsWith("sg", StringComparison.OrdinalIgnoreCase) ? Send(session, new GetChatRequest(botId, id)).DialogId ?? id : id;
    }

    private void RequireAnswerable(Bot bot, string dialogId, string folder, bool isPushed)
    {
        bool isPrivate = dialogId.Trim().All(sign => sign is >= '0' and <= '9');
        if (Choice is null && !isPrivate && !HearEverything.Contains(bot.Type, StringComparer.OrdinalIgnoreCase))
        {
            throw ErrorKinds.ReplyNotHeard.With($"In {dialogId} bot {bot.BotId} of type {bot.Type} hears only messages that mention it, and an answer in words may not.");
        }

        if (isPushed && !EventReaderTurn.IsTaken(folder))
        {
            throw ErrorKinds.ReplyReaderMissing.With($"The events of bot {bot.BotId} are pushed, and nobody on this machine listens for them.");
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
