using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Saves the state of a running bot to a disk that may be full for a while. After a failure, it shows one warning and retries with growing pauses:
/// without saved state, events would be lost or handled twice.
/// </summary>
internal sealed class StorageTrouble(IClock clock)
{
    private static readonly HashSet<ErrorKind> Passing =
    [
        EventErrors.DeadLetterNotWritten, EventErrors.OffsetStoreNotWritten, EventErrors.PushedQueueNotWritten, QuestionErrors.ReplyBoardFailed,
    ];

    /// <summary>Whether a running bot retries after this error.</summary>
    public static bool MayPass(B24Exception exception) => Passing.Contains(exception.Kind);

    /// <summary>Runs an action until it succeeds. The action must be safe to repeat.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled and the state isn't saved.</exception>
    public Task RunAsync(Action keep, ICallObserver? observer, CancellationToken cancellation) => RunAsync(
        () =>
        {
            keep();
            return Task.FromResult(true);
        },
        observer,
        cancellation);

    /// <inheritdoc cref="RunAsync(Action, ICallObserver, CancellationToken)"/>
    public async Task<T> RunAsync<T>(Func<Task<T>> keep, ICallObserver? observer, CancellationToken cancellation)
    {
        bool hasFailed = false;
        RetryLoop loop = new(new RetryDecision(clock) { MayPass = MayPass })
        {
            Pausing = (failure, pause) =>
            {
                if (!hasFailed)
                {
                    observer?.Warn($"{failure.Message} The bot waits until its state can be saved. Give this account write access to the folder, or free up disk space.");
                }

                hasFailed = true;
                observer?.Wait($"{failure.ErrorId}; retrying", pause);
            },
        };
        T result = await loop.RunAsync(_ => keep(), cancellation).ConfigureAwait(false);
        if (hasFailed)
        {
            observer?.Warn("The bot's state was saved. The bot continues.");
        }

        return result;
    }
}
