namespace Bitrix24.Imbot.Emulator.State;

/// <summary>Signals that a portal may have changed. It doesn't say what changed.</summary>
internal sealed class PortalChanges
{
    private TaskCompletionSource next = NewSource();

    /// <summary>Completes at the next change. Get it before you read the portal's state; otherwise, you might miss a change.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Signal() => Interlocked.Exchange(ref next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
