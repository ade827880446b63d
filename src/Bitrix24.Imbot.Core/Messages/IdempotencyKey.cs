using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// Creates the UUID that the portal uses to recognize a repeated message for 31 days (docs/portal/messages.md, "Idempotency key"). It must be a
/// lowercase version 4 UUID. The portal ignores other values without an error.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>A new, unique key.</summary>
    public static string Fresh() => Guid.NewGuid().ToString("D");

    /// <summary>
    /// Derives a key from the caller's text, portal, bot, dialog, and part. The portal's keys are independent of bot and dialog, so both are
    /// included.
    /// </summary>
    /// <param name="words">The caller's text for the message, for example <c>nightly-2026-11-22</c>.</param>
    /// <param name="portal">The portal's URL. Only its host and port are used.</param>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">The dialog to send to.</param>
    /// <param name="part">Index of the part of a split message, from 0.</param>
    public static string Derive(string words, Uri portal, long botId, string dialogId, int part = 0)
    {
        string source = string.Join(
            "\n",
            words,
            portal.Authority.ToLowerInvariant(),
            botId.ToString(CultureInfo.InvariantCulture),
            dialogId.ToLowerInvariant(),
            part.ToString(CultureInfo.InvariantCulture));
        return KeyOf(Encoding.UTF8.GetBytes(source));
    }

    /// <summary>A short, deterministic hash of the bytes in the format of a key.</summary>
    internal static string KeyOf(byte[] source)
    {
        byte[] hash = ContentKey.Hash(source);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Guid.ParseExact(ContentKey.ToText(hash), "N").ToString("D");
    }
}
