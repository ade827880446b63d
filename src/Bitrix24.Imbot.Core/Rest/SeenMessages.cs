using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The messages of a portal that this process knows. They show whether the portal recognized an idempotency key: it then returns the ID of the
/// earlier message, as if it had sent the message (docs/portal/messages.md, "Idempotency key"). Message IDs ascend across the whole portal.
/// </summary>
internal sealed class SeenMessages
{
    /// <summary>Limits the memory of a program that runs for weeks.</summary>
    private const int MaxKeys = 10_000;

    private static readonly ConcurrentDictionary<string, SeenMessages> Portals = new(StringComparer.OrdinalIgnoreCase);

    private readonly object gate = new();
    private readonly Dictionary<string, (long MessageId, string Content)> sent = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private long newestId;

    /// <summary>The highest message ID that was seen; 0 if there is none. Later messages get higher IDs.</summary>
    public long NewestId => Interlocked.Read(ref newestId);

    /// <summary>The knowledge about a portal.</summary>
    public static SeenMessages Get(Uri portal) => Portals.GetOrAdd(portal.Authority, _ => new SeenMessages());

    /// <summary>Records the ID of a message.</summary>
    public void See(long? messageId)
    {
        lock (gate)
        {
            newestId = Math.Max(newestId, messageId ?? 0);
        }
    }

    /// <summary>Records the answer to a message with a key from the caller.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The content of the message.</param>
    /// <param name="messageId">The message ID in the answer.</param>
    /// <param name="newestBefore"><see cref="NewestId"/> before the message was sent.</param>
    /// <returns>
    /// Whether the message already existed (null if unknown), and whether this process knows that it was sent with another content.
    /// </returns>
    public (bool? IsDuplicate, bool HasOtherContent) Answered(string key, string content, long messageId, long newestBefore)
    {
        lock (gate)
        {
            newestId = Math.Max(newestId, messageId);
            if (sent.TryGetValue(key, out (long MessageId, string Content) first) && first.MessageId == messageId)
            {
                return (true, first.Content != content);
            }

            bool isOld = messageId <= newestBefore;
            if (!isOld)
            {
                Keep(key, messageId, content);
            }

            return (isOld ? true : first.MessageId > 0 ? false : null, false);
        }
    }

    private void Keep(string key, long messageId, string content)
    {
        if (!sent.ContainsKey(key))
        {
            order.Enqueue(key);
        }

        sent[key] = (messageId, content);
        if (order.Count > MaxKeys)
        {
            sent.Remove(order.Dequeue());
        }
    }
}
