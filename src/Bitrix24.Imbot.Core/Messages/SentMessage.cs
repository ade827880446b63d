using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>What the portal answered to a message that was sent.</summary>
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

    /// <summary>Id of the message; null when messages were only forwarded.</summary>
    public long? MessageId { get; }

    /// <summary>Where it went.</summary>
    public string DialogId { get; }

    /// <summary>Who sent it.</summary>
    public long BotId { get; }

    /// <summary>The key that was sent as <c>templateId</c>; the portal shows it as the message's <c>uuid</c>. Null for system messages.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>
    /// Whether the portal recognised the idempotency key and sent nothing: <see cref="MessageId"/> then is that of the older message. The portal's answer doesn't say
    /// so. It is true where the ID is one that this process has seen for the key, or not higher than another message's that was there before; false where the key
    /// is new; null where this process has seen nothing by which to tell.
    /// </summary>
    public bool? IsDuplicate { get; internal init; }

    /// <summary>Whether the older message was sent by this process and differs from this one.</summary>
    internal bool HasOtherContent { get; init; }

    /// <summary>Keys and ids of forwarded messages; empty where nothing was forwarded.</summary>
    public IReadOnlyDictionary<string, string> UuidMap { get; }

    /// <summary>Message and dialog.</summary>
    public override string ToString() => OneLine.From($"{MessageId} in {DialogId}");
}
