namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A message, or the parts of one, that waits to be sent, with the results for its callers.</summary>
internal sealed class WaitingMessage(SendMessageRequest[] parts, bool isBatchable)
{
    private readonly TaskCompletionSource<SentMessage?>[] results =
        Array.ConvertAll(parts, _ => new TaskCompletionSource<SentMessage?>(TaskCreationOptions.RunContinuationsAsynchronously));
    private int settled;

    public IReadOnlyList<SendMessageRequest> Parts { get; } = parts;

    public bool IsBatchable { get; } = isBatchable;

    /// <summary>One result for each part.</summary>
    public IReadOnlyList<Task<SentMessage?>> Results => Array.ConvertAll(results, result => result.Task);

    /// <summary>Records that the next part was sent.</summary>
    public void Succeed(SentMessage sent) => results[settled++].TrySetResult(sent);

    /// <summary>Records that the next part failed. The parts after it are not sent.</summary>
    public void Fail(Exception error)
    {
        if (settled < results.Length)
        {
            results[settled++].TrySetException(error);
        }

        while (settled < results.Length)
        {
            results[settled++].TrySetResult(null);
        }
    }

    public void Cancel()
    {
        while (settled < results.Length)
        {
            results[settled++].TrySetCanceled(CancellationToken.None);
        }
    }
}
