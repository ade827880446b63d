using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Sessions;
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
        BotQuestion question = new(dialogId, Message)
        {
            Attachment = Attachment,
            Choices = Choice,
            CancelWord = CancelWord,
            UserIds = UserId ?? [],
            Timeout = Timeout,
            Interval = Interval,
            ShowsAnswer = ShowAnswer,
        };

        // Texts and buttons that can't be sent are known before anything is asked.
        question.Require(botId);
        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", "Ask and wait for the answer"))
        {
            return;
        }

        using IDisposable? pause = EventContext.Current?.Watch.Pause();
        PreparedQuestion prepared = Await((observer, cancellation) => question.PrepareAsync(session, botId, observer, cancellation));

        // The handlers of a bot finish before the bot's process ends.
        using IDisposable? ending = EventContext.Current is null ? ProcessEnd.Before(() => prepared.Withdraw(SendTime)) : null;
        ProgressRecord display = new(ProgressId, $"Question to {dialogId}", Timeout is null ? "Waiting for the answer." : $"Waiting for the answer until {DateTime.Now + prepared.TimeLeft:T}.");
        WriteDetail($"{display.Activity}: {display.StatusDescription}");
        WriteProgress(display);
        BotReply reply = Await((observer, cancellation) => prepared.AskAsync(observer, cancellation));
        display.RecordType = ProgressRecordType.Completed;
        WriteProgress(display);
        WriteObject(reply);
    }
}
