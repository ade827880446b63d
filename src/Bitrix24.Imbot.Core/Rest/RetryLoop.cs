using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The loop of everything that is tried again: calls, batches, downloads, the authorization server, and the requests and files of a running bot. What differs is in
/// their <see cref="RetryPolicy"/>.
/// </summary>
internal sealed class RetryLoop
{
    private readonly RetryDecision decision;
    private readonly IClock clock;

    /// <param name="decision">Decides after each failure.</param>
    /// <param name="clock">Time.</param>
    public RetryLoop(RetryDecision decision, IClock clock)
    {
        this.decision = decision;
        this.clock = clock;
    }

    /// <summary>Runs before each attempt, by its number from 1. Nothing is tried again after its errors. Null for nothing.</summary>
    public Func<int, Task>? Prepare { get; init; }

    /// <summary>Tries to remove the cause of a failure. It gives null where the next attempt can follow at once, and otherwise the failure to decide about. Null for nothing.</summary>
    public Func<B24Exception, Task<B24Exception?>>? Recover { get; init; }

    /// <summary>How long the method is closed, where that is known; null where it never is.</summary>
    public Func<B24Exception, TimeSpan?>? OpensAfter { get; init; }

    /// <summary>Hears of a failure and the pause that follows; null for nobody.</summary>
    public Action<B24Exception, TimeSpan>? Pausing { get; init; }

    /// <summary>Hears of the failure that ends it; null for nobody.</summary>
    public Action<B24Exception>? GivingUp { get; init; }

    /// <summary>Runs steps until one of them is the last.</summary>
    /// <param name="step">One step by its number from 1. It gives the pause before the next one, or null where there is none.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellation">Ends a pause at once.</param>
    public static async Task RepeatAsync(Func<int, Task<TimeSpan?>> step, IClock clock, CancellationToken cancellation)
    {
        for (int number = 1; await step(number).ConfigureAwait(false) is { } pause; number++)
        {
            if (pause > TimeSpan.Zero)
            {
                await clock.DelayAsync(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs attempts until one succeeds, or the failure of one is final.</summary>
    /// <param name="attempt">One attempt by its number from 1.</param>
    /// <param name="cancellation">Ends a pause at once.</param>
    /// <exception cref="B24Exception">The final failure. Its attempts are those of all.</exception>
    public async Task<T> RunAsync<T>(Func<int, Task<T>> attempt, CancellationToken cancellation)
    {
        T result = default!;
        int sent = 0;
        await RepeatAsync(StepAsync, clock, cancellation).ConfigureAwait(false);
        return result;

        async Task<TimeSpan?> StepAsync(int number)
        {
            if (Prepare is not null)
            {
                await Prepare(number).ConfigureAwait(false);
            }

            try
            {
                result = await attempt(number).ConfigureAwait(false);
                return null;
            }
            catch (B24Exception caught)
            {
                // A transport counts nothing; what has a loop of its own says how often that sent.
                sent += Math.Max(1, caught.Attempts);
                return await PauseAfterAsync(new B24Exception(caught) { Attempts = sent }).ConfigureAwait(false);
            }
        }
    }

    private async Task<TimeSpan?> PauseAfterAsync(B24Exception failure)
    {
        if (Recover is not null)
        {
            if (await Recover(failure).ConfigureAwait(false) is not { } left)
            {
                return TimeSpan.Zero;
            }

            failure = left;
        }

        if (decision.PauseAfter(failure, OpensAfter?.Invoke(failure)) is not { } pause)
        {
            GivingUp?.Invoke(failure);
            throw decision.Final(failure);
        }

        Pausing?.Invoke(failure, pause);
        return pause;
    }
}
