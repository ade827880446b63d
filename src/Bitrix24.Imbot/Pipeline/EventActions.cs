namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// Runs the actions of <c>Register-ObjectEvent</c>, <c>Register-EngineEvent</c>, and similar cmdlets. PowerShell runs them between two statements on the pipeline thread,
/// so none would run while a bot waits there.
/// </summary>
internal static class EventActions
{
    /// <summary>PowerShell runs pending actions in each iteration of a loop.</summary>
    private const string Loop = "foreach ($turn in 1) { }";

    /// <summary>The maximum delay of an action.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the runspace has event actions.</summary>
    public static bool AreRegistered(PSCmdlet cmdlet) => cmdlet.Events.Subscribers.Exists(subscriber => subscriber.Action is not null);

    /// <summary>Runs pending actions.</summary>
    public static void Run(PSCmdlet cmdlet) => cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(Loop), null, null);
}
