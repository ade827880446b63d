using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Sessions;

/// <summary>
/// A runspace that works on its caller's own thread would leave its session there, for the next script that the host runs on it. What is handed on is
/// therefore taken back at the end of each pipeline, and the thread gets what it had before.
/// </summary>
internal sealed class PipelineThread
{
    private static readonly ConditionalWeakTable<Runspace, PipelineThread> Watched = new();

    private readonly AsyncLocal<HandedOn?> handedOn;
    private HandedOn? before;

    private PipelineThread(Runspace runspace, AsyncLocal<HandedOn?> handedOn)
    {
        this.handedOn = handedOn;
        before = handedOn.Value;
        runspace.AvailabilityChanged += OnAvailabilityChanged;
    }

    /// <summary>Watches a runspace from now on; once is enough.</summary>
    public static void GiveBackAfterPipeline(Runspace runspace, AsyncLocal<HandedOn?> handedOn) =>
        Watched.GetValue(runspace, watched => new PipelineThread(watched, handedOn));

    private void OnAvailabilityChanged(object? sender, RunspaceAvailabilityEventArgs change)
    {
        switch (change.RunspaceAvailability)
        {
            case RunspaceAvailability.Busy:
                before = handedOn.Value;
                break;
            case RunspaceAvailability.Available or RunspaceAvailability.None:
                handedOn.Value = before;
                break;
        }
    }
}
