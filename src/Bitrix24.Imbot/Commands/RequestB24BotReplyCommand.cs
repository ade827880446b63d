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
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>Asks in a dialog and waits for the answer: one of the choices under the message as buttons, or a text.</summary>
[Cmdlet(VerbsLifecycle.Request, "B24BotReply", SupportsShouldProcess = true)]
[OutputType(typeof(BotReply))]
public sealed class RequestB24BotReplyCommand : B24BotCommand
{
    private const int ProgressId = 28;

    /// <summary>Types of bots that hear every message of their chats (server-behaviour.md 9.3).</summary>
    private static readonly string[] HearEverything = ["supervisor", "personal"];

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
        RequireChoices();
        Question question = new() { Name = ReplyCommand.NewQuestion(), UserIds = UserId ?? [], Choices = Choice?.Length ?? 0 };
        SendMessageRequest message = new(botId, dialogId, Message, null, Choice is null ? null : ReplyCommand.Buttons(question.Name, Choice));
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
        AnswerWait wait = new(folder, board, isPushed ? null : () => OpenQueue(session, botId, folder));
        using WaitingQuestion waiting = PutUp(board, question);
        if (Choice is not null)
        {
            Send(session, new RegisterCommandRequest(botId, ReplyCommand.Properties));
        }

        long messageId = Send(session, message).MessageId ?? throw ErrorKinds.AnswerUnexpected.With("The portal did not tell the number of the question's message.");
        waiting.Sent(messageId);
        TimeSpan left = Timeout is { } timeout ? Max(TimeSpan.Zero, timeout - watch.Elapsed) : System.Threading.Timeout.InfiniteTimeSpan;
        PortalEvent? answer;
        ProgressRecord display = new(ProgressId, $"Question to {dialogId}", Timeout is null ? "Waiting for the answer." : $"Waiting for the answer until {DateTime.Now + left:T}.");
        WriteDetail($"{display.Activity}: {display.StatusDescription}");
        WriteProgress(display);
        try
        {
            answer = Await((observer, cancellation) => wait.ForAsync(waiting, left, observer, cancellation));
        }
        catch (B24Exception)
        {
            RemoveButtons(session, botId, messageId);
            throw;
        }

        display.RecordType = ProgressRecordType.Completed;
        WriteProgress(display);
        RemoveButtons(session, botId, messageId);
        WriteObject(new BotReply(botId, dialogId, messageId, AnswerIn(answer), answer));
    }

    private string? AnswerIn(PortalEvent? answer) => answer is null ? null
        : Choice is not null && ReplyCommand.ChoiceIn(answer) is { } place ? Choice[place]
        : answer.Message?.Text ?? string.Empty;

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

    /// <summary>The answer counts, whether its buttons can be taken away or not.</summary>
    private void RemoveButtons(B24Session session, long botId, long messageId)
    {
        if (Choice is null)
        {
            return;
        }

        try
        {
            Send(session, new UpdateMessageRequest(botId, messageId, new MessageChange { RemovesKeyboard = true }));
        }
        catch (B24Exception exception)
        {
            WriteWarning($"The buttons of message {messageId} could not be removed: {exception.Message}");
        }
    }

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

    private void RequireChoices()
    {
        string? twice = Choice?.GroupBy(choice => choice.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw ErrorKinds.ChoiceRepeated.With($"-Choice has {ShownInput.Of(twice)} more than once.");
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
