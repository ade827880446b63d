using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Keeps the state of a running bot on a disk that may be full for a while. A failure is one warning, and then longer and longer pauses between the attempts: to go
/// on without the state would lose events or handle them twice.
/// </summary>
internal sealed class StorageTrouble
{
    private static readonly HashSet<ErrorKind> Passing =
    [
        EventErrors.DeadLetterNotWritten, EventErrors.OffsetStoreNotWritten, EventErrors.PushedQueueNotWritten, QuestionErrors.ReplyBoardFailed,
    ];

    private readonly IClock clock;

    public StorageTrouble(IClock clock)
    {
        this.clock = clock;
    }

    /// <summary>Whether a bot that runs tries again after this error.</summary>
    public static bool MayPass(B24Exception exception) => Passing.Contains(exception.Kind);

    /// <summary>Runs an action until it succeeds. It is run again after each failure, and must allow that.</summary>
    /// <exception cref="OperationCanceledException">The wait was ended; the state isn't kept.</exception>
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
        RetryLoop loop = new(new RetryDecision(RetryPolicy.ForBot(MayPass), clock), clock)
        {
            Pausing = (failure, pause) =>
            {
                if (!hasFailed)
                {
                    observer?.Warn($"{failure.Message} The bot waits until its state can be kept. Give this account the right to write there, or make room.");
                }

                hasFailed = true;
                observer?.Wait($"{failure.ErrorId}; trying again", pause);
            },
        };
        T result = await loop.RunAsync(_ => keep(), cancellation).ConfigureAwait(false);
        if (hasFailed)
        {
            observer?.Warn("The bot's state can be kept again, and the bot goes on.");
        }

        return result;
    }
}
