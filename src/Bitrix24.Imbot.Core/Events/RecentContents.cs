using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>The newest contents that came, as hashes, so that a bot that runs for months needs no more memory than one that has just begun.</summary>
internal sealed class RecentContents
{
    private readonly int capacity;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <param name="capacity">How many are remembered.</param>
    public RecentContents(int capacity)
    {
        this.capacity = capacity;
    }

    /// <summary>How many are remembered now.</summary>
    public int Count => known.Count;

    /// <summary>Remembers a content.</summary>
    /// <returns>False where it is remembered already.</returns>
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
