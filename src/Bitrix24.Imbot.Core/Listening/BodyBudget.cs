namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Limits the memory for all request bodies that are being received. If it is used up, the oldest incomplete body is evicted, so that a client that
/// stops in the middle of a body can't block later events.
/// </summary>
internal sealed class BodyBudget(long bytes)
{
    private readonly object gate = new();
    private readonly LinkedList<Lease> unfinished = new();
    private long left = bytes;

    /// <summary>Starts a body.</summary>
    /// <param name="evict">Closes its connection; called if another body needs the memory.</param>
    public Lease Begin(Action evict)
    {
        Lease lease = new(this, evict);
        lock (gate)
        {
            unfinished.AddLast(lease);
        }

        return lease;
    }

    private bool TryReserve(Lease lease, long bytes)
    {
        List<Lease> displaced = [];
        lock (gate)
        {
            while (left < bytes && unfinished.First?.Value is { } oldest && oldest != lease)
            {
                End(oldest);
                displaced.Add(oldest);
            }

            if (left < bytes || lease.IsEnded)
            {
                bytes = 0;
            }

            left -= bytes;
            lease.Bytes += bytes;
        }

        displaced.ForEach(gone => gone.Evict());
        return bytes > 0;
    }

    private void Finish(Lease lease)
    {
        lock (gate)
        {
            unfinished.Remove(lease);
        }
    }

    private void End(Lease lease)
    {
        lock (gate)
        {
            unfinished.Remove(lease);
            left += lease.Bytes;
            lease.Bytes = 0;
            lease.IsEnded = true;
        }
    }

    /// <summary>The memory of one body.</summary>
    internal sealed class Lease(BodyBudget budget, Action evict) : IDisposable
    {
        public long Bytes { get; set; }

        /// <summary>Whether the lease was released or evicted.</summary>
        public bool IsEnded { get; set; }

        /// <summary>Reserves more memory, if it is available or an older body can be evicted.</summary>
        public bool TryGrow(long bytes) => budget.TryReserve(this, bytes);

        /// <summary>The body is complete and can no longer be evicted.</summary>
        public void Finish() => budget.Finish(this);

        public void Evict() => evict();

        public void Dispose() => budget.End(this);
    }
}
