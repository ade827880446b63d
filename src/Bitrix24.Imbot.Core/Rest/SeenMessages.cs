using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// What this process knows of the messages of one portal, so that it can tell when the portal recognised an idempotency key: the answer then is that of a message
/// that was just sent, with the ID of the older one (docs/portal/messages.md, "Idempotency key"). IDs of messages ascend over the whole portal.
/// </summary>
internal sealed class SeenMessages
{
    /// <summary>A program that runs for weeks must not collect without end.</summary>
    private const int MaxKeys = 10_000;

    private static readonly ConcurrentDictionary<string, SeenMessages> Portals = new(StringComparer.OrdinalIgnoreCase);

    private readonly object gate = new();
    private readonly Dictionary<string, (long MessageId, string Content)> sent = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private long newestId;

    /// <summary>The highest ID of a message that was seen; 0 where none was. Every message that is sent from here on gets a higher one.</summary>
    public long NewestId => Interlocked.Read(ref newestId);

    /// <summary>What this process knows of a portal.</summary>
    public static SeenMessages Get(Uri portal) => Portals.GetOrAdd(portal.Authority, _ => new SeenMessages());

    /// <summary>A message is there.</summary>
    public void See(long? messageId)
    {
        lock (gate)
        {
            newestId = Math.Max(newestId, messageId ?? 0);
        }
    }

    /// <summary>A message with a key that the caller gave was answered with this ID.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">What was sent.</param>
    /// <param name="messageId">The answer.</param>
    /// <param name="newestBefore"><see cref="NewestId"/> before the message was sent.</param>
    /// <returns>
    /// Whether the message was there already, null where that can't be told; and whether it was sent with another content, as far as this process knows.
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
