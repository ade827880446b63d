using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The idempotency keys of Message.send (<c>templateId</c>), in one table for the portal. A key is kept for 31 days, or for one hour if it has no
/// message (docs/portal/messages.md, "Idempotency key").
/// </summary>
internal sealed partial class IdempotencyKeys(PortalClock clock)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(31);
    private static readonly TimeSpan Unfinished = TimeSpan.FromHours(1);

    /// <summary>The time when each key was reserved, and the ID of its message when it is known.</summary>
    private readonly Dictionary<string, (DateTimeOffset Taken, int? MessageId)> keys = [];

    /// <summary>
    /// True for a UUID version 4 in lower case, even with a line break at the end. The portal ignores any other text without an error.
    /// </summary>
    public static bool IsKey(string? text) => text is not null && Version4().IsMatch(text);

    /// <summary>Reserves a key. Returns null if it was free; otherwise, the ID of the message that was sent with it.</summary>
    /// <exception cref="RestException">MESSAGE_DUPLICATED_BY_UUID while the first attempt is in progress.</exception>
    public int? Reserve(string key)
    {
        DateTimeOffset now = clock.Now;
        bool isKept = keys.TryGetValue(key, out (DateTimeOffset Taken, int? MessageId) row) && now - row.Taken < Retention;
        if (isKept && row.MessageId is int messageId)
        {
            return messageId;
        }

        RestException.ThrowIf(isKept && now - row.Taken < Unfinished, "MESSAGE_DUPLICATED_BY_UUID");
        keys[key] = (now, null);
        return null;
    }

    public void Finish(string key, int messageId) => keys[key] = (keys.GetValueOrDefault(key, (clock.Now, null)).Taken, messageId);

    public bool IsTaken(string key) => keys.ContainsKey(key);

    public void Release(string key)
    {
        if (keys.TryGetValue(key, out (DateTimeOffset Taken, int? MessageId) row) && row.MessageId is null)
        {
            keys.Remove(key);
        }
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\n?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version4();
}
