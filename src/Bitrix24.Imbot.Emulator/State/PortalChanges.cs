namespace Bitrix24.Imbot.Emulator.State;

/// <summary>Tells those who watch a portal that something may have changed; what it was they see for themselves.</summary>
internal sealed class PortalChanges
{
    private TaskCompletionSource next = NewSource();

    /// <summary>Ends with the next change. To miss none, take it before looking.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Signal() => Interlocked.Exchange(ref next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
