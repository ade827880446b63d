using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.send</c>: sends a message to a dialog.</summary>
public sealed class SendMessageRequest : PortalRequest<SentMessage>
{
    private readonly long botId;
    private readonly string freshKey = Messages.IdempotencyKey.Fresh();

    /// <summary>Creates a request. IDs and texts that aren't valid are rejected here, before anything is sent.</summary>
    /// <param name="botId">The bot that sends the message.</param>
    /// <param name="dialogId">The dialog to send to; see <see cref="DialogId"/>.</param>
    /// <param name="message">
    /// The text with BB codes, 1 to 20,000 characters. Can be null or empty only with an attachment or forwarded messages.
    /// </param>
    /// <param name="attachment">An attachment below the text; null for none. It can be sent without a text.</param>
    /// <param name="keyboard">
    /// Buttons below the message; null for none. They require a text or an attachment (docs/portal/messages.md, "Send").
    /// </param>
    /// <param name="forwardMessageIds">
    /// Messages to forward, at most 100, from chats that the bot is a member of; null for none. They can be sent without a text. A text is sent
    /// before them, and remains if they fail.
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
        DialogId = Messages.DialogId.Require(dialogId);
        bool needsText = attachment is null && forwardMessageIds is null;
        Message = !needsText && string.IsNullOrWhiteSpace(message) ? null : MessageText.Require(message);
        Attachment = attachment;
        keyboard?.RequireSize(botId);
        Keyboard = keyboard;
        ForwardMessageIds = forwardMessageIds;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ChatMessageSend;

    /// <summary>The dialog to send to.</summary>
    public string DialogId { get; }

    /// <summary>The text; null if there is none.</summary>
    public string? Message { get; }

    /// <summary>The attachment; null for none.</summary>
    public Attachment? Attachment { get; }

    /// <summary>Buttons below the message; null for none.</summary>
    public Keyboard? Keyboard { get; }

    /// <summary>Messages to forward; null for none. The portal stores no idempotency key for them.</summary>
    public IReadOnlyCollection<long>? ForwardMessageIds { get; }

    /// <summary>In an open channel, hides the message from the customer (documented only in the change log).</summary>
    public bool SkipConnector { get; init; }

    /// <summary>In an open channel, sends the message without a sound (documented only in the change log).</summary>
    public bool SilentConnector { get; init; }

    /// <summary>The message to reply to, in the same dialog.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Sends a system message, which is gray and has no author. The portal stores no idempotency key for it.</summary>
    public bool System { get; init; }

    /// <summary>Whether the portal adds a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>
    /// The idempotency key (<c>templateId</c>). A message that is sent twice with the same key within 31 days arrives only once. A new key by
    /// default. Not sent for system and forwarded messages, where the portal ignores it.
    /// </summary>
    public string IdempotencyKey
    {
        get => ExplicitKey ?? freshKey;
        init => ExplicitKey = value;
    }

    /// <summary>The key from the caller; null if a new one is used.</summary>
    internal string? ExplicitKey { get; init; }

    /// <summary>Whether the message can be sent again without a duplicate, because the portal stores its key.</summary>
    internal bool IsRepeatable => HasKey && CallParameters.IsMessageKey(IdempotencyKey);

    private bool HasKey => !System && ForwardMessageIds is null;

    /// <inheritdoc />
    public override JsonMap ToParameters()
    {
        JsonMap fields = new JsonMap()
            .AddUnlessNull("message", Message)
            .AddUnlessNull("attach", Attachment?.ToMap())
            .AddUnlessNull("keyboard", Keyboard?.ToMap(botId))
            .AddUnlessNull("replyId", ReplyTo)
            .AddUnlessNull("urlPreview", UrlPreview ? null : false)
            .AddUnlessNull("forwardIds", ForwardMessageIds is null ? null : ForwardedByKey(ForwardMessageIds))
            .AddUnlessNull("skipConnector", SkipConnector ? true : null)
            .AddUnlessNull("silentConnector", SilentConnector ? true : null)
            .AddUnlessNull("system", System ? true : null)
            .AddUnlessNull("templateId", HasKey ? IdempotencyKey : null);
        return new JsonMap { ["botId"] = botId, ["dialogId"] = DialogId, ["fields"] = fields };
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

        string content = Messages.IdempotencyKey.KeyOf(JsonMap.Write(ToParameters()));
        (bool? isDuplicate, bool hasOtherContent) = seen.Answered(IdempotencyKey, content, id, newestBefore);
        return Read(result, isDuplicate, hasOtherContent);
    }

    private SentMessage Read(JsonElement result, bool? isDuplicate, bool hasOtherContent) => new(
        result.Number("id"),
        DialogId,
        botId,
        HasKey ? IdempotencyKey : null,
        result.TextMap("uuidMap"))
    {
        IsDuplicate = isDuplicate,
        HasOtherContent = hasOtherContent,
    };

    /// <summary>The portal requires a map and ignores a plain list.</summary>
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
