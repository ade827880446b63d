using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Asks a question in a dialog and waits for the answer, which is a choice or a text.</summary>
[Cmdlet(VerbsLifecycle.Request, "B24BotReply", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Request-B24BotReply.html")]
[OutputType(typeof(BotReply))]
public sealed class RequestB24BotReplyCmdlet : B24BotCmdlet
{
    private const int ProgressId = 28;

    /// <summary>How long the end of the process waits for a question that is being sent.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(0.4);

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    [TextArgument]
    public string Message { get; set; } = null!;

    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string[]? Choice { get; set; }

    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CancelWord { get; set; }

    [Parameter]
    public SwitchParameter ShowAnswer { get; set; }

    [Parameter]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UserId { get; set; }

    [Parameter]
    [SecondsArgument]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [SecondsArgument]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

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

        // Validate texts and buttons before anything is sent.
        question.Require(botId);
        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", "Ask and wait for the answer"))
        {
            return;
        }

        using IDisposable? pause = EventContext.Current?.Watch.Pause();
        PreparedQuestion prepared = Await((observer, cancellation) => question.PrepareAsync(session, botId, observer, cancellation));

        // Not needed in a handler: the process of a bot waits for its handlers.
        using IDisposable? ending = EventContext.Current is null ? ProcessEnd.Watch(Withdraw) : null;
        ProgressRecord display = new(ProgressId, $"Question to {dialogId}", Timeout is null ? "Waiting for the answer." : $"Waiting for the answer until {DateTime.Now + prepared.TimeLeft:T}.");
        WriteDetail($"{display.Activity}: {display.StatusDescription}");
        WriteProgress(display);
        BotReply reply = Await((observer, cancellation) => prepared.AskAsync(observer, cancellation));
        display.RecordType = ProgressRecordType.Completed;
        WriteProgress(display);
        WriteObject(reply);

        bool Withdraw()
        {
            prepared.Withdraw(SendTime);
            return false;
        }
    }
}
