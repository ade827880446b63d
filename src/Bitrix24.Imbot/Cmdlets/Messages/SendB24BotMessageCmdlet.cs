using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Sending;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Sends a bot's message to one or more dialogs.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotMessage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Send-B24BotMessage.html")]
[OutputType(typeof(SentMessage))]
public sealed class SendB24BotMessageCmdlet : B24TextCmdlet
{
    private CommandLine? line;
    private MessageSending? sending;

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("UserId")]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DialogId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    // PSObject on purpose: with a typed parameter, the binder probes conversions with exceptions for every object.
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [AttachmentArgument]
    [AllowNull]
    public Attachment? Attachment { get; set; }

    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    [Parameter]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [IdentityArgument("MessageId")]
    [ValidateRange(1L, long.MaxValue)]
    public long? ReplyTo { get; set; }

    [Parameter]
    [IdentityArgument("MessageId")]
    [ValidateCount(1, 100)]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? ForwardMessageId { get; set; }

    [Parameter]
    public SwitchParameter SkipConnector { get; set; }

    [Parameter]
    public SwitchParameter SilentConnector { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    [Parameter]
    public SwitchParameter AsBatch { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // A null attachment would be ignored without an error.
        if (Attachment is null && MyInvocation.BoundParameters.ContainsKey(nameof(Attachment)))
        {
            Demand(null, () => throw ContentErrors.AttachmentEmpty.With("-Attachment is null."));
        }

        if (Stream && (AsBatch || System || ForwardMessageId is not null || IdempotencyKey is not null))
        {
            Demand(null, () => throw MessageStreams.NotPossible());
        }

        string?[] unset =
        [
            DialogId.Length == 0 ? nameof(DialogId) : null, Message is null ? nameof(Message) : null,
            IdempotencyKey is null ? nameof(IdempotencyKey) : null, BotId is null ? nameof(BotId) : null,
        ];
        line = new CommandLine(MyInvocation, unset);
        sending = OpenSending(new MessageForm(AsCode, PlainText, AsMarkdown));
    }

    protected override void ProcessRecord(B24Session session, long botId) => TryFor(InputObject, () => sending!.Add(session, botId, ToMessage(InputObject, Message)));

    protected override void EndProcessing() => sending!.Complete();

    private protected override void Release()
    {
        StopProcessing();
        sending?.BreakOff();
    }

    private protected override string? AdviceOn(B24Exception exception) => line is null ? null : ToMessage(InputObject, Message).AdviceOn(exception);

    private MessageSending OpenSending(MessageForm form)
    {
        MessageDraft draft = new()
        {
            IsSplit = Split,
            Attachment = Attachment,
            Keyboard = Keyboard,
            ForwardMessageIds = ForwardMessageId,
            ReplyTo = ReplyTo,
            IsSystem = System,
            UrlPreview = !NoUrlPreview,
            SkipConnector = SkipConnector,
            SilentConnector = SilentConnector,
        };
        return Stream
            ? new MessageStreams(this, draft, form)
            : new SeparateMessages(this, draft, form, AsBatch, AsCode ? text => ToMessage(null, text) : null);
    }

    private PipedMessage ToMessage(PSObject? input, string? message) => new(this, line!, input)
    {
        DialogId = DialogId,
        Message = message,
        Attachment = Attachment,
        IsForward = ForwardMessageId is not null,
        IdempotencyKey = IdempotencyKey,
    };
}
