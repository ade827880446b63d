using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>Sends a bot's message into one or several dialogs.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotMessage", SupportsShouldProcess = true)]
[OutputType(typeof(SentMessage))]
public sealed class SendB24BotMessageCommand : B24BotCommand
{
    private static readonly string[] FromProperties = [nameof(DialogId), nameof(Message), nameof(IdempotencyKey), nameof(BotId)];

    private HashSet<string>? usedKeys;
    private PendingResults<string, SentMessage?>? pending;
    private BatchedMessages? batches;
    private B24Session? sessionOfBatches;

    /// <summary>Lines from the pipeline that become one block of code.</summary>
    private List<string>? lines;
    private Action? sendLines;

    /// <summary>Texts that grow while people look at them; null where none does.</summary>
    private MessageStreams? streams;

    /// <summary>What the command line gives; null where nothing comes by the pipeline.</summary>
    private HashSet<string>? named;

    /// <summary>Where it goes: chatN for a chat, the user's number for a private dialog, sgN for a workgroup's chat; or chat objects. In a handler its event's dialog when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("UserId")]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DialogId { get; set; } = [];

    /// <summary>The text, with BB codes; 1 to 20,000 characters. Not needed with an attachment.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    /// <summary>
    /// From the pipeline; each object is a message: a text or a number, an attachment, or an object with properties that are named like parameters.
    /// </summary>
    /// <remarks>Of a type that takes everything: PowerShell would otherwise try by exceptions, for each object anew, what it could be.</remarks>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What hangs under the text, from New-B24Attachment or ConvertTo-B24Attachment; a message by itself, too.</summary>
    [Parameter]
    [AttachmentArgument]
    [AllowNull]
    public Attachment? Attachment { get; set; }

    /// <summary>Buttons under the message, from New-B24Keyboard.</summary>
    [Parameter]
    [KeyboardArgument]
    [ValidateNotNull]
    public Keyboard? Keyboard { get; set; }

    /// <summary>Sends a text of more than 20,000 characters in parts, cut at lines, else between words. Attachment and keyboard go with the last.</summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Shows the text as it is written: no BB code acts, no line starts a command. The way it is done was not verified on a portal.</summary>
    [Parameter]
    public SwitchParameter PlainText { get; set; }

    /// <summary>Shows the text as a block of code, whatever it contains. Colors of a terminal are removed. Texts from the pipeline are lines of one message.</summary>
    [Parameter]
    public SwitchParameter AsCode { get; set; }

    /// <summary>The text is Markdown, which is shown as ConvertTo-B24BBCode shows it.</summary>
    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    /// <summary>
    /// Texts from the pipeline are pieces of one text. It is shown while it grows, in a message that is edited at most once a second, and in further ones where it is
    /// too long.
    /// </summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Id of the message that is answered; it must be in the same dialog.</summary>
    [Parameter]
    [IdentityArgument("MessageId")]
    [ValidateRange(1L, long.MaxValue)]
    public long? ReplyTo { get; set; }

    /// <summary>Messages that are forwarded, at most 100, from chats that the bot is in; a message by themselves, too.</summary>
    [Parameter]
    [IdentityArgument("MessageId")]
    [ValidateCount(1, 100)]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? ForwardMessageId { get; set; }

    /// <summary>Sends a system message: grey, without author.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>Keeps the portal from adding a preview of the first link.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    /// <summary>In an open channel: keeps the message from the customer. Named in the documentation's change log only, and not verified.</summary>
    [Parameter]
    public SwitchParameter SkipConnector { get; set; }

    /// <summary>In an open channel: the connector makes no noise of it. Named in the documentation's change log only, and not verified.</summary>
    [Parameter]
    public SwitchParameter SilentConnector { get; set; }

    /// <summary>
    /// Your name for this message. Sent again with the same name within 31 days, by the same bot into the same dialog, it arrives once.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    /// <summary>Sends 50 messages a request, and many requests at a time. Messages of one dialog stay in their order; one that a batch could alter goes by itself.</summary>
    [Parameter]
    public SwitchParameter AsBatch { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        if (MyInvocation.ExpectingInput)
        {
            IEnumerable<string> given = MyInvocation.BoundParameters.Where(parameter => !IsDelayed(parameter.Key, parameter.Value)).Select(parameter => parameter.Key);
            named = new HashSet<string>(given, StringComparer.OrdinalIgnoreCase);
        }

        // An attachment that would be lost.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Attachment)) && Attachment is null)
        {
            Demand<Attachment>(null, () => throw ContentErrors.AttachmentEmpty.With("-Attachment is null."));
        }

        Demand(null, RequireStreamable);
    }

    /// <inheritdoc />
    protected override void ProcessRecord(B24Session session, long botId) => TryFor(InputObject, () =>
    {
        if (Stream)
        {
            AddToStreams(session, botId, LineInput() ?? PieceOf(Content()));
            return;
        }

        if (AsCode && LineInput() is { } line)
        {
            lines ??= [];
            lines.Add(line);
            sendLines ??= () => SendLines(session, botId);
            return;
        }

        MessageContent content = Content();
        foreach (string dialogId in DialogId.Length > 0 ? DialogId : [RecipientInput() ?? DialogForObject()])
        {
            if (IsBotItself(dialogId, botId))
            {
                WriteWarning($"Bot {botId} was skipped, because a bot can't send messages to itself.");
                continue;
            }

            TryFor(dialogId, () => SendTo(session, botId, dialogId, content));
        }
    });

    /// <summary>The people in a chat, which come by the pipeline, include the bot.</summary>
    private bool IsBotItself(string dialogId, long botId) =>
        MyInvocation.ExpectingInput && !IsNamed(nameof(DialogId)) && dialogId.Trim() == botId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The dialog for an object that names none. One row without a dialog costs the others nothing; of texts, none has one.</summary>
    private string DialogForObject() => Gives(nameof(Message)) ? RequireDialog() : Demand(InputObject, RequireDialog);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        sendLines?.Invoke();
        streams?.Complete();
        batches?.Complete();
        pending?.WriteAll();
    }

    /// <summary>However the pipeline ended: nothing runs on behind its back.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopProcessing();
            batches?.Idle.Wait();
            streams?.BreakOff();
        }

        base.Dispose(disposing);
    }

    /// <summary>A text from the pipeline that is the message itself; null for other objects.</summary>
    private string? LineInput() => MyInvocation.ExpectingInput && Message is null && !IsNamed(nameof(Message))
        && (InputObject is null || TextArgumentAttribute.IsText(InputObject.BaseObject)) ? TextArgumentAttribute.TextOf(InputObject?.BaseObject) ?? string.Empty : null;

    /// <inheritdoc />
    private protected override string? AdviceOn(B24Exception exception)
    {
        if (exception.Kind != ChatErrors.DialogIdInvalid && exception.Kind != MessageErrors.MessageNotText && exception.Kind != MessageErrors.PipelineInputUnused)
        {
            return null;
        }

        if (InputObject?.BaseObject is IDictionary)
        {
            return $"{PowerShellAdvice.For(exception).RecommendedAction} If the hashtable contains parameters, such as DialogId, convert it to [pscustomobject].";
        }

        bool mayBeText = MyInvocation.ExpectingInput && IsNamed(nameof(DialogId)) && !IsNamed(nameof(Message));
        return mayBeText && Array.Find(DialogId, dialogId => !Core.Messages.DialogId.IsValid(dialogId.Trim())) is { } text
            ? $"The first argument is -DialogId, and {ShownInput.Quote(text)} is not a dialog ID. If it is the text for the pipeline objects, specify it with -Message."
            : null;
    }

    /// <summary>Each piece would be a message of its own, or could not be changed afterwards.</summary>
    private bool RequireStreamable() => Stream && (AsBatch || System || ForwardMessageId is not null || IdempotencyKey is not null)
        ? throw MessageErrors.StreamNotPossible.With("-Stream can't be used with -AsBatch, -System, -ForwardMessageId, or an idempotency key.")
        : true;

    private string PieceOf(MessageContent content)
    {
        RequireStreamable();
        return ReferenceEquals(content.Attachment, Attachment)
            ? content.Message ?? string.Empty
            : throw MessageErrors.MessageNotText.With("With -Stream, the pipeline can contain only text. Specify the attachment with -Attachment.");
    }

    private void AddToStreams(B24Session session, long botId, string piece)
    {
        streams ??= new MessageStreams(this, MayStream, Give, isLines: AsCode);
        foreach (string dialogId in DialogId.Length > 0 ? DialogId : [RecipientInput() ?? Demand(InputObject, RequireDialog)])
        {
            TryFor(dialogId, () => streams.Add(session, OptionsOfStream(botId, dialogId), piece));
        }
    }

    private bool MayStream(B24Session session, string dialogId) => ShouldProcess($"{dialogId} on {NameOf(session)}", "Stream message");

    private LiveMessageOptions OptionsOfStream(long botId, string dialogId) => new(botId, dialogId)
    {
        Form = (text, isWhole) => isWhole ? MessageForm.Format(text, AsCode, PlainText, AsMarkdown)! : MessageForm.FormatGrowing(text, AsCode, PlainText, AsMarkdown),
        ReplyTo = ReplyTo,
        UrlPreview = !NoUrlPreview,
        SkipConnector = SkipConnector,
        SilentConnector = SilentConnector,
        Attachment = Attachment,
        Keyboard = Keyboard,
    };

    /// <summary>Begins a text that grows.</summary>
    internal LiveMessage OpenLive(B24Session session, LiveMessageOptions options) => session.OpenLiveMessage(options, Messages, StopToken);

    /// <summary>Writes what happened meanwhile.</summary>
    internal void WriteNews()
    {
        if (Messages.HasNews)
        {
            Await(Task.FromResult(true));
        }
    }

    /// <summary>Ends the pipeline.</summary>
    internal void EndBy(B24Exception failure) => Demand<bool>(null, () => throw failure);

    /// <summary>A text that grew is complete.</summary>
    internal void Complete(string dialogId, B24Session session, LiveMessage live, bool isTold, Action<SentMessage> give)
    {
        if (!isTold)
        {
            TryFor(dialogId, () => _ = Await((_, cancellation) => live.CompleteAsync(cancellation)) is { Count: 0 } ? throw MessageErrors.MessageEmpty.With("The message is empty.") : true);
        }

        foreach (SentMessage sent in live.Sent)
        {
            Sessions.Learn(session, sent);
            give(sent);
        }
    }

    private void SendLines(B24Session session, long botId)
    {
        MessageContent content = new(string.Join("\n", lines!), Attachment);
        foreach (string dialogId in DialogId.Length > 0 ? DialogId : [Demand(null, EventContext.RequireDialog)])
        {
            TryFor(dialogId, () => SendTo(session, botId, dialogId, content));
        }
    }

    /// <summary>The dialog that comes by the pipeline itself: a user's number or a dialog ID, where the command line has the message and no dialog.</summary>
    private string? RecipientInput() =>
        IsNamed(nameof(Message)) && !IsNamed(nameof(DialogId)) && MyInvocation.ExpectingInput ? DialogInput() : null;

    private string? DialogInput() => PipedDialog.TryGet(InputObject);

    private string RequireDialog()
    {
        try
        {
            return EventContext.RequireDialog();
        }
        catch (B24Exception) when (DialogInput() is { } dialogId)
        {
            throw ChatErrors.DialogIdMissing.With(
                $"-DialogId was not specified, and '{dialogId}' from the pipeline is used as the message text. To use it as the dialog, specify the text with -Message, or use -DialogId {{ $_ }}.");
        }
    }

    /// <summary>What the parameters and the object from the pipeline say together.</summary>
    private MessageContent Content()
    {
        if (!MyInvocation.ExpectingInput && InputObject is null)
        {
            return new MessageContent(Message, Attachment);
        }

        object? input = InputObject?.BaseObject;
        if (Attachment is null && AttachmentConversion.Find(InputObject) is { } attachment)
        {
            // The text of a block is a property that is called like the parameter, and is in the attachment already.
            bool isFromBlock = !IsNamed(nameof(Message)) && Equals(InputObject!.Properties[nameof(Message)]?.Value, Message);
            return new MessageContent(isFromBlock ? null : Message, attachment);
        }

        // First of all: most of what comes is text, and looking for properties takes longer than everything else here.
        bool hasMessage = Message is not null || IsNamed(nameof(Message));
        if (!hasMessage && (input is null || TextArgumentAttribute.IsText(input)))
        {
            return new MessageContent(TextArgumentAttribute.TextOf(input), Attachment);
        }

        if (!hasMessage && !Gives(nameof(Message)) && Attachment is null && ForwardMessageId is null)
        {
            // All objects are of this kind.
            Demand(InputObject, () =>
            {
                FormattedObject.Refuse(InputObject);
                return true;
            });
            throw DialogId.Length > 0 && !IsNamed(nameof(DialogId))
                ? MessageErrors.MessageNotText.With($"The pipeline object contains the dialog {string.Join(", ", DialogId)} but no text. Specify the text with -Message.")
                : TextArgumentAttribute.NotText(input!);
        }

        // What has a value that the command line does not give came from this object.
        return IsUsed() ? new MessageContent(Message, Attachment)
            : throw MessageErrors.PipelineInputUnused.With(DialogId.Length == 0
                ? "The pipeline object is not a dialog ID and has no DialogId property."
                : "The pipeline object has no DialogId, BotId, or IdempotencyKey property, and -Message is already specified.");
    }

    /// <summary>Whether the object from the pipeline, by its properties or by script blocks, gives any parameter.</summary>
    private bool IsUsed() => (Message is not null && !IsNamed(nameof(Message)))
        || (DialogId.Length > 0 && !IsNamed(nameof(DialogId)))
        || (IdempotencyKey is not null && !IsNamed(nameof(IdempotencyKey)))
        || RecipientInput() is not null
        || Array.Exists(FromProperties, Gives);

    /// <summary>Whether a property of the object from the pipeline gives this parameter.</summary>
    private bool Gives(string parameter) => named is not null && !named.Contains(parameter) && InputObject?.Properties[parameter] is not null;

    /// <summary>Whether a parameter has a script block, which PowerShell runs later, for each object: what it gives comes from that object.</summary>
    private bool IsDelayed(string parameter, object? value) => value is not null && parameter switch
    {
        nameof(DialogId) => DialogId.Length == 0,
        nameof(Message) => Message is null,
        nameof(IdempotencyKey) => IdempotencyKey is null,
        nameof(BotId) => BotId is null,
        _ => false,
    };

    /// <summary>Whether the command line gives this parameter, and not an object from the pipeline.</summary>
    private bool IsNamed(string parameter) => named?.Contains(parameter) ?? MyInvocation.BoundParameters.ContainsKey(parameter);

    private void SendTo(B24Session session, long botId, string dialogId, MessageContent content)
    {
        IReadOnlyList<string?> texts = TextsOf(content);
        SendMessageRequest[] requests = new SendMessageRequest[texts.Count];
        for (int part = 0; part < requests.Length; part++)
        {
            requests[part] = RequestFor(session, botId, dialogId, texts[part], content.Attachment, part, requests.Length);
        }

        string action = requests.Length == 1 ? "Send message" : $"Send message in {requests.Length} parts";
        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", action))
        {
            return;
        }

        if (AsBatch)
        {
            SendWithOthers(session, dialogId, requests);
        }
        else
        {
            foreach (SendMessageRequest request in requests)
            {
                Give(Send(session, request));
            }
        }
    }

    private void SendWithOthers(B24Session session, string dialogId, SendMessageRequest[] requests)
    {
        pending ??= new PendingResults<string, SentMessage?>(this, "messages", WriteSent, () => batches!.Hurry());
        if (batches is null || !ReferenceEquals(session, sessionOfBatches))
        {
            // Another session, another portal perhaps: what was given so far is done first.
            batches?.Complete();
            pending.WriteAll();
            batches = session.SendInBatches(Messages, StopToken);
            sessionOfBatches = session;
        }

        foreach (Task<SentMessage?> result in batches.Add(requests))
        {
            pending.Add(dialogId, result);
        }
    }

    private void WriteSent(string dialogId, Task<SentMessage?> result) => TryFor(dialogId, () =>
    {
        if (Await(result) is { } sent)
        {
            Sessions.Learn(sessionOfBatches!, sent);
            Give(sent);
        }
    });

    private void Give(SentMessage sent)
    {
        if (sent.HasOtherContent)
        {
            WriteWarning(
                $"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}, which has other content. Nothing was sent. "
                + "Use another -IdempotencyKey for another message.");
        }
        else if (sent.IsDuplicate == true)
        {
            WriteDetail($"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}. Nothing was sent.");
        }

        WriteObject(sent);
    }

    private IReadOnlyList<string?> TextsOf(MessageContent content)
    {
        string? text = MessageForm.Format(content.Message, AsCode, PlainText, AsMarkdown);
        return Split && !string.IsNullOrWhiteSpace(text) ? [.. TextSplitter.Split(text!.Trim(), MessageText.MaxLength)] : [text];
    }

    private SendMessageRequest RequestFor(B24Session session, long botId, string dialogId, string? text, Attachment? attachment, int part, int parts)
    {
        bool isLast = part == parts - 1;
        return new SendMessageRequest(botId, dialogId, text, isLast ? attachment : null, isLast ? Keyboard : null, isLast ? ForwardMessageId : null)
        {
            SkipConnector = SkipConnector,
            SilentConnector = SilentConnector,
            ReplyTo = part == 0 ? ReplyTo : null,
            System = System,
            UrlPreview = !NoUrlPreview,
            GivenKey = KeyFor(session, botId, dialogId, part),
        };
    }

    private string? KeyFor(B24Session session, long botId, string dialogId, int part)
    {
        if (IdempotencyKey is null)
        {
            return null;
        }

        if (System)
        {
            throw MessageErrors.IdempotencyKeyWithSystem.With("A system message can't have an idempotency key.");
        }

        if (ForwardMessageId is not null)
        {
            throw MessageErrors.IdempotencyKeyWithForward.With("Forwarded messages can't have an idempotency key.");
        }

        string key = Core.Messages.IdempotencyKey.Derive(IdempotencyKey, session.Portal, botId, dialogId.Trim(), part);
        usedKeys ??= new HashSet<string>(StringComparer.Ordinal);
        return usedKeys.Add(key)
            ? key
            : throw MessageErrors.IdempotencyKeyRepeated.With($"The idempotency key '{IdempotencyKey}' was already used for {dialogId} in this pipeline.");
    }
}
