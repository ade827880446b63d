namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The loop of all retries: calls, batches, downloads, the authorization server, and the requests and files of a running bot. The differences are in
/// their <see cref="RetryDecision"/>.
/// </summary>
/// <param name="decision">Decides after each failure.</param>
internal sealed class RetryLoop(RetryDecision decision)
{
    /// <summary>Called before each attempt with its number from 1. Its errors are not retried. May be null.</summary>
    public Func<int, Task>? Prepare { get; init; }

    /// <summary>
    /// Tries to remove the cause of a failure. Returns null to continue immediately with the next attempt; otherwise the failure to decide about. May
    /// be null.
    /// </summary>
    public Func<B24Exception, Task<B24Exception?>>? Recover { get; init; }

    /// <summary>Returns how long the method is blocked, if known. May be null.</summary>
    public Func<B24Exception, TimeSpan?>? OpensAfter { get; init; }

    /// <summary>Called with a failure and the pause that follows; may be null.</summary>
    public Action<B24Exception, TimeSpan>? Pausing { get; init; }

    /// <summary>Called with the final failure; may be null.</summary>
    public Action<B24Exception>? GivingUp { get; init; }

    /// <summary>Runs steps until one of them is the last.</summary>
    /// <param name="step">A step with its number from 1. Returns the pause before the next step, or null to stop.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Cancels a pause.</param>
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

    /// <summary>Runs attempts until one succeeds or a failure is final.</summary>
    /// <param name="attempt">An attempt with its number from 1.</param>
    /// <param name="cancellation">Cancels a pause.</param>
    /// <exception cref="B24Exception">The final failure, with the total number of attempts.</exception>
    public async Task<T> RunAsync<T>(Func<int, Task<T>> attempt, CancellationToken cancellation)
    {
        T result = default!;
        int sent = 0;
        await RepeatAsync(StepAsync, decision.Clock, cancellation).ConfigureAwait(false);
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
                // A transport doesn't count attempts. A nested loop reports its own number.
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
