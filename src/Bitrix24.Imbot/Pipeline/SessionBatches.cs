using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>The batches of one session after the other. Results are written in the order of the input.</summary>
/// <typeparam name="TBatches">The batches.</typeparam>
/// <typeparam name="TInput">What a result belongs to.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
internal sealed class SessionBatches<TBatches, TInput, TResult>
    where TBatches : class, IBatches
{
    private readonly Func<B24Session, TBatches> open;
    private readonly PendingResults<TInput, TResult> pending;
    private TBatches? batches;
    private B24Session? session;

    /// <param name="cmdlet">Who writes.</param>
    /// <param name="noun">What the results are of, for people.</param>
    /// <param name="open">Opens the batches of a session.</param>
    /// <param name="write">Waits for a result and writes it.</param>
    public SessionBatches(SafeOutputCmdlet cmdlet, string noun, Func<B24Session, TBatches> open, Action<B24Session, TInput, Task<TResult>> write)
    {
        this.open = open;
        pending = new PendingResults<TInput, TResult>(cmdlet, noun, (input, result) => write(session!, input, result), () => batches!.Hurry());
    }

    /// <summary>The batches of a session.</summary>
    public TBatches For(B24Session wanted)
    {
        if (batches is null || !ReferenceEquals(session, wanted))
        {
            // Another session, another portal perhaps: what was given so far is done first.
            Complete();
            batches = open(wanted);
            session = wanted;
        }

        return batches;
    }

    /// <summary>Takes a result that will come, and writes what is there.</summary>
    public void Add(TInput input, Task<TResult> result) => pending.Add(input, result);

    /// <summary>Sends what waits for others, waits for everything and writes it.</summary>
    public void Complete()
    {
        batches?.Complete();
        pending.WriteAll();
    }

    /// <summary>Waits until nothing is under way any more, without writing.</summary>
    public void WaitUntilIdle() => batches?.Idle.Wait();
}
