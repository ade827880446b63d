using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// Makes the UUID by which the portal knows a message again for 31 days (docs/portal/messages.md, "Idempotency key"). It must be a lower-case UUID of
/// version 4; the portal silently takes any other for none.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>A key that no other message has.</summary>
    public static string Fresh() => Guid.NewGuid().ToString("D");

    /// <summary>
    /// The same key for the same words, portal, bot, dialog and part, and another for any other: the portal's keys know neither bot nor dialog.
    /// </summary>
    /// <param name="words">What the caller calls the message, for example <c>nightly-2026-11-22</c>.</param>
    /// <param name="portal">The portal's address; only its host and port count.</param>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">Where it goes.</param>
    /// <param name="part">Number of the part of a split message, from 0.</param>
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

    /// <summary>A short text that is the same for the same bytes and another for any others; of the form of a key.</summary>
    internal static string KeyOf(byte[] source)
    {
#if NET
        byte[] hash = SHA256.HashData(source);
#else
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(source);
#endif
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        string hex = string.Concat(hash.Take(16).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
        return $"{hex.Substring(0, 8)}-{hex.Substring(8, 4)}-{hex.Substring(12, 4)}-{hex.Substring(16, 4)}-{hex.Substring(20, 12)}";
    }
}
