using System.Management.Automation;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// The actions of <c>Register-ObjectEvent</c>, <c>Register-EngineEvent</c> and the like. PowerShell runs them on the pipeline thread between two statements, so
/// none would run while a cmdlet waits there for hours, as a bot does.
/// </summary>
internal static class EventActions
{
    /// <summary>PowerShell looks for pending actions at each turn of a loop.</summary>
    private const string Loop = "foreach ($turn in 1) { }";

    /// <summary>How long an action may have to wait.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the runspace has any.</summary>
    public static bool AreRegistered(PSCmdlet cmdlet) => cmdlet.Events.Subscribers.Exists(subscriber => subscriber.Action is not null);

    /// <summary>Runs those whose events have come.</summary>
    public static void Run(PSCmdlet cmdlet) => cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(Loop), null, null);
}
