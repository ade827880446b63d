using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The portal's answer to a message that was sent.</summary>
public sealed class SentMessage
{
    internal SentMessage(long? messageId, string dialogId, long botId, string? idempotencyKey, IReadOnlyDictionary<string, string> uuidMap)
    {
        MessageId = messageId;
        DialogId = dialogId;
        BotId = botId;
        IdempotencyKey = idempotencyKey;
        UuidMap = uuidMap;
    }

    /// <summary>ID of the message; null if messages were only forwarded.</summary>
    public long? MessageId { get; }

    /// <summary>The dialog that the message was sent to.</summary>
    public string DialogId { get; }

    /// <summary>The bot that sent the message.</summary>
    public long BotId { get; }

    /// <summary>The key that was sent as <c>templateId</c>. The portal returns it as the message's <c>uuid</c>. Null for system messages.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>
    /// Whether the portal recognized the idempotency key and sent no message; <see cref="MessageId"/> is then the ID of the earlier message. The
    /// portal's answer doesn't contain this. True if this process has seen the ID for the key, or has seen an equal or higher ID before the call.
    /// False if the key is new. Null if this process has no data to decide.
    /// </summary>
    public bool? IsDuplicate { get; internal init; }

    /// <summary>Whether this process sent the earlier message and its content differs from this one.</summary>
    internal bool HasOtherContent { get; init; }

    /// <summary>Keys and IDs of forwarded messages; empty if none were forwarded.</summary>
    public IReadOnlyDictionary<string, string> UuidMap { get; }

    /// <summary>Message and dialog.</summary>
    public override string ToString() => OneLine.From($"{MessageId} in {DialogId}");
}
