using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.send</c>: one message into one dialog.</summary>
public sealed class SendMessageRequest : PortalRequest<SentMessage>
{
    private readonly long botId;
    private readonly string dialogId;
    private readonly string? message;
    private readonly string freshKey = Messages.IdempotencyKey.Fresh();

    /// <summary>Makes a request; wrong ids and texts are refused here, before anything is sent.</summary>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">Where the message goes, see <see cref="DialogId"/>.</param>
    /// <param name="message">The text, with BB codes; 1 to 20,000 characters. Null or empty only where there is an attachment.</param>
    /// <param name="attachment">What hangs under the text; null for nothing. It is a valid message by itself.</param>
    /// <param name="keyboard">Buttons under the message; null for none. A message needs a text or an attachment as well (docs/portal/messages.md, "Send").</param>
    /// <param name="forwardMessageIds">
    /// Messages to be forwarded, at most 100, from chats that the bot is in; null for none. They are a message by themselves. A text is stored before them, and
    /// stays when they fail.
    /// </param>
    /// <exception cref="B24Exception">
    /// <see cref="ChatErrors.DialogIdInvalid"/>, <see cref="MessageErrors.MessageEmpty"/>, <see cref="MessageErrors.MessageTooLong"/>,
    /// <see cref="ContentErrors.KeyboardTooLarge"/>.
    /// </exception>
    public SendMessageRequest(
        long botId,
        string dialogId,
        string? message,
        Attachment? attachment = null,
        Keyboard? keyboard = null,
        IReadOnlyCollection<long>? forwardMessageIds = null)
    {
        this.botId = botId;
        this.dialogId = Messages.DialogId.Require(dialogId);
        bool needsText = attachment is null && forwardMessageIds is null;
        this.message = !needsText && string.IsNullOrWhiteSpace(message) ? null : MessageText.Require(message);
        Attachment = attachment;
        keyboard?.RequireSize(botId);
        Keyboard = keyboard;
        ForwardMessageIds = forwardMessageIds;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ChatMessageSend;

    /// <summary>Where the message goes.</summary>
    public string DialogId => dialogId;

    /// <summary>The text; null where there is only an attachment.</summary>
    public string? Message => message;

    /// <summary>What hangs under the text; null for nothing.</summary>
    public Attachment? Attachment { get; }

    /// <summary>Buttons under the message; null for none.</summary>
    public Keyboard? Keyboard { get; }

    /// <summary>Messages to be forwarded; null for none. The portal keeps no idempotency key for them.</summary>
    public IReadOnlyCollection<long>? ForwardMessageIds { get; }

    /// <summary>In an open channel: keeps the message from the customer's side (named in the documentation's change log only).</summary>
    public bool SkipConnector { get; init; }

    /// <summary>In an open channel: the connector makes no noise of the message (named in the documentation's change log only).</summary>
    public bool SilentConnector { get; init; }

    /// <summary>The message that is answered; it must be in the same dialog.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Sends a system message: grey, without author. The portal keeps no idempotency key for it.</summary>
    public bool System { get; init; }

    /// <summary>False keeps the portal from adding a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>
    /// The idempotency key (<c>templateId</c>): sent twice with the same key within 31 days, the message arrives once.
    /// A fresh one by default. Not sent for system messages and with what is forwarded, where the portal ignores it.
    /// </summary>
    public string IdempotencyKey
    {
        get => ExplicitKey ?? freshKey;
        init => ExplicitKey = value;
    }

    /// <summary>The key that the caller gave; null where a fresh one is used.</summary>
    internal string? ExplicitKey { get; init; }

    /// <summary>Whether it may be sent again without a second message: its key is one that the portal keeps.</summary>
    internal bool IsRepeatable => HasKey && CallRepeatability.IsKey(IdempotencyKey);

    private bool HasKey => !System && ForwardMessageIds is null;

    /// <inheritdoc />
    public override JsonMap ToParameters()
    {
        JsonMap fields = new JsonMap()
            .AddUnlessNull("message", message)
            .AddUnlessNull("attach", Attachment?.ToMap())
            .AddUnlessNull("keyboard", Keyboard?.ToMap(botId));
        if (ReplyTo is not null)
        {
            fields["replyId"] = ReplyTo;
        }

        if (!UrlPreview)
        {
            fields["urlPreview"] = false;
        }

        if (ForwardMessageIds is not null)
        {
            fields["forwardIds"] = ForwardedByKey(ForwardMessageIds);
        }

        fields.AddUnlessNull("skipConnector", SkipConnector ? true : null).AddUnlessNull("silentConnector", SilentConnector ? true : null);
        if (System)
        {
            fields["system"] = true;
        }

        if (HasKey)
        {
            fields["templateId"] = IdempotencyKey;
        }

        return new JsonMap { ["botId"] = botId, ["dialogId"] = dialogId, ["fields"] = fields };
    }

    /// <inheritdoc />
    public override SentMessage ReadResult(JsonElement result) => Read(result, isDuplicate: ExplicitKey is null ? false : null, hasOtherContent: false);

    /// <inheritdoc />
    internal override SentMessage ReadResult(JsonElement result, SeenMessages seen, long newestBefore)
    {
        if (ExplicitKey is null || !IsRepeatable || result.Number("id") is not { } id)
        {
            seen.See(result.Number("id"));
            return ReadResult(result);
        }

        string content = Messages.IdempotencyKey.KeyOf(JsonMapWriter.Write(ToParameters()));
        (bool? isDuplicate, bool hasOtherContent) = seen.Answered(IdempotencyKey, content, id, newestBefore);
        return Read(result, isDuplicate, hasOtherContent);
    }

    private SentMessage Read(JsonElement result, bool? isDuplicate, bool hasOtherContent) => new(
        result.Number("id"),
        dialogId,
        botId,
        HasKey ? IdempotencyKey : null,
        result.TextMap("uuidMap"))
    {
        IsDuplicate = isDuplicate,
        HasOtherContent = hasOtherContent,
    };

    /// <summary>The portal takes a map, and passes over what stands in a plain list.</summary>
    private static JsonMap ForwardedByKey(IReadOnlyCollection<long> messageIds)
    {
        JsonMap forwarded = new();
        foreach (long messageId in messageIds)
        {
            forwarded[Messages.IdempotencyKey.Fresh()] = messageId;
        }

        return forwarded;
    }
}
