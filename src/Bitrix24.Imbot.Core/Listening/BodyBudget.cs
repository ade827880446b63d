namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// The memory that all bodies together may take while they are received. Where it is used up, the oldest unfinished body gives way: a client that sends half a
/// body and waits takes nothing from the events that come after it.
/// </summary>
internal sealed class BodyBudget
{
    private readonly object gate = new();
    private readonly LinkedList<Lease> unfinished = new();
    private long left;

    public BodyBudget(long bytes)
    {
        left = bytes;
    }

    /// <summary>A body begins.</summary>
    /// <param name="evict">Ends its connection; called where another body needs the memory.</param>
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

    /// <summary>The part of one body.</summary>
    internal sealed class Lease(BodyBudget budget, Action evict) : IDisposable
    {
        /// <summary>Bytes that it holds.</summary>
        public long Bytes { get; set; }

        /// <summary>Whether it was given back, or taken away.</summary>
        public bool IsEnded { get; set; }

        /// <summary>Takes some more, if there is more, or an older body can give way.</summary>
        public bool TryGrow(long bytes) => budget.TryReserve(this, bytes);

        /// <summary>The body is complete, and is not taken away any more.</summary>
        public void Finish() => budget.Finish(this);

        /// <summary>Ends the body's connection.</summary>
        public void Evict() => evict();

        /// <summary>Gives everything back.</summary>
        public void Dispose() => budget.End(this);
    }
}
