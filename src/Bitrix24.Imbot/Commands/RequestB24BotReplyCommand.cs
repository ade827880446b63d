using System.Diagnostics;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
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
    [ArgumentCompleter(typeof(UserIdCompleter))]
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
        AskedQuestion asked = new()
        {
            DialogId = dialogId,
            Message = Message,
            Attachment = Attachment,
            Choices = Choice,
            CancelWord = CancelWord,
            UserIds = UserId ?? [],
            Closing = ShowAnswer ? ClosingText : null,
        };
        RequireDifferent(asked.Buttons);

        // Texts and buttons that can't be sent are known before anything is asked.
        _ = QuestionAsker.MessageOf(botId, asked, ReplyCommand.NewQuestion());
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
        QuestionAsker asker = new(session, botId, folder, isPushed ? null : () => OpenQueue(session, botId, folder));
        TaskCompletionSource<BotReply> sent = new();
        asked = asked with
        {
            DialogId = ResolvedDialog(session, botId, dialogId),
            Timeout = Timeout is { } timeout ? Max(TimeSpan.Zero, timeout - watch.Elapsed) : null,
            Sent = sent.SetResult,
        };

        // The handlers of a bot finish before the bot's process ends.
        using IDisposable? ending = EventContext.Current is null ? ProcessEnd.Before(() => Withdraw(asker, asked, sent.Task)) : null;
        ProgressRecord display = new(ProgressId, $"Question to {dialogId}", Timeout is null ? "Waiting for the answer." : $"Waiting for the answer until {DateTime.Now + asked.Timeout:T}.");
        WriteDetail($"{display.Activity}: {display.StatusDescription}");
        WriteProgress(display);
        BotReply reply = Await((observer, cancellation) => asker.AskAsync(asked, observer, cancellation));
        display.RecordType = ProgressRecordType.Completed;
        WriteProgress(display);
        WriteObject(new BotReply(botId, dialogId, reply.MessageId, reply.Answer, reply.Event, reply.Cancelled));
    }

    /// <summary>The process is about to end. A question that is being sent is waited for, so that its buttons can be removed.</summary>
    private static void Withdraw(QuestionAsker asker, AskedQuestion asked, Task<BotReply> sent)
    {
        if (sent.Wait(SendTime))
        {
            asker.WithdrawAsync(asked, sent.Result, null).GetAwaiter().GetResult();
        }
    }

    private string? ClosingText(BotReply? reply)
    {
        string text = $"{Message}\n{(reply is null ? ReplyTexts.Withdrawn() : ReplyTexts.Outcome(reply))}";
        return text.Length <= MessageText.MaxLength ? text : null;
    }

    private static void RequireDifferent(IReadOnlyList<string> buttons)
    {
        string? repeated = buttons.GroupBy(choice => choice.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null)
        {
            throw QuestionErrors.ChoiceRepeated.With($"-Choice has {ShownInput.Of(repeated)} more than once.");
        }
    }

    private QueueEventSource OpenQueue(B24Session session, long botId, string folder)
    {
        QueueOptions options = new()
        {
            Interval = Interval,
            HasRoomFor = session.HasRoomFor,
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
        if (Choice is null && !Core.Messages.DialogId.IsPrivate(dialogId) && !bot.HearsEverything)
        {
            throw QuestionErrors.ReplyNotHeard.With($"In {dialogId} bot {bot.BotId} of type {bot.Type} hears only messages that mention it, and an answer in words may not.");
        }

        if (isPushed && !EventReaderTurn.IsTaken(folder))
        {
            throw QuestionErrors.ReplyReaderMissing.With($"The events of bot {bot.BotId} are pushed, and nobody on this machine listens for them.");
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
