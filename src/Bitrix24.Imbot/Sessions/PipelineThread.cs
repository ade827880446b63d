using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Sessions;

/// <summary>
/// Restores the inherited session of a thread after each pipeline. Otherwise, a runspace that uses the thread of its caller would leave its session to the next script
/// that the host runs on this thread.
/// </summary>
internal sealed class PipelineThread
{
    private static readonly ConditionalWeakTable<Runspace, PipelineThread> Watched = new();

    private readonly AsyncLocal<SessionStore.InheritedSession?> inherited;
    private SessionStore.InheritedSession? before;

    private PipelineThread(Runspace runspace, AsyncLocal<SessionStore.InheritedSession?> inherited)
    {
        this.inherited = inherited;
        before = inherited.Value;
        runspace.AvailabilityChanged += OnAvailabilityChanged;
    }

    /// <summary>Starts to watch a runspace. Repeated calls have no effect.</summary>
    public static void RestoreAfterPipeline(Runspace runspace, AsyncLocal<SessionStore.InheritedSession?> inherited) =>
        Watched.GetValue(runspace, watched => new PipelineThread(watched, inherited));

    private void OnAvailabilityChanged(object? sender, RunspaceAvailabilityEventArgs change)
    {
        switch (change.RunspaceAvailability)
        {
            case RunspaceAvailability.Busy:
                before = inherited.Value;
                break;
            case RunspaceAvailability.Available or RunspaceAvailability.None:
                inherited.Value = before;
                break;
        }
    }
}
