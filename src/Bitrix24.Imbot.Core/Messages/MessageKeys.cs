namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Derives the idempotency keys of several messages. Two different messages must not have the same key: the portal would send only the first.</summary>
public sealed class MessageKeys
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The key of a message or of one of its parts; see <see cref="IdempotencyKey.Derive"/>.</summary>
    /// <param name="callerKey">The caller's key for the message.</param>
    /// <param name="portal">The portal's address.</param>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">The dialog.</param>
    /// <param name="part">Number of the part of a split message, from 0.</param>
    /// <exception cref="B24Exception"><see cref="MessageErrors.IdempotencyKeyRepeated"/>.</exception>
    public string Derive(string callerKey, Uri portal, long botId, string dialogId, int part)
    {
        string key = IdempotencyKey.Derive(callerKey, portal, botId, dialogId.Trim(), part);
        return used.Add(key)
            ? key
            : throw MessageErrors.IdempotencyKeyRepeated.With($"The idempotency key '{callerKey}' was already used for {dialogId} in this operation.");
    }
}
