using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>Remembers the most recent contents as hashes, in constant memory, however long a bot runs.</summary>
internal sealed class RecentContents(int capacity)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Adds a content.</summary>
    /// <returns>False if the content is already remembered.</returns>
    public bool Add(string content)
    {
        string key = ContentKey.Compute(Encoding.UTF8.GetBytes(content));
        if (!known.Add(key))
        {
            return false;
        }

        order.Enqueue(key);
        if (order.Count > capacity)
        {
            known.Remove(order.Dequeue());
        }

        return true;
    }
}
