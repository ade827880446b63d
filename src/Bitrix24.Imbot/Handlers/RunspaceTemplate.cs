using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Opens runspaces with this module and the commands that the caller's functions need, in the caller's language mode and location. They have no more rights than the
/// runspace of the caller.
/// </summary>
internal sealed class RunspaceTemplate(PSCmdlet caller, CarriedCommands carried)
{
    private readonly PSLanguageMode languageMode = caller.SessionState.LanguageMode;
    private readonly string location = caller.SessionState.Path.CurrentFileSystemLocation.Path;

    /// <summary>The prefix that the caller imported the module with. Functions use the same cmdlet names.</summary>
    private readonly string prefix = ImportedCmdlets.PrefixOf(caller.MyInvocation.MyCommand.Name);

    /// <summary>Throws if the caller's runspace restricts commands or scripts, because the new runspaces don't.</summary>
    public static void RequireAllowed(PSCmdlet caller)
    {
        SessionState state = caller.SessionState;
        if (state.LanguageMode is not (PSLanguageMode.FullLanguage or PSLanguageMode.ConstrainedLanguage)
            || !state.Applications.Contains("*")
            || !state.Scripts.Contains("*"))
        {
            throw HandlerErrors.RunspaceRestricted.With("Concurrent handlers need separate runspaces, but this runspace restricts commands.");
        }
    }

    public Runspace Open(PSHost host)
    {
        InitialSessionState initial = InitialSessionState.CreateDefault2();
        initial.LanguageMode = languageMode;
        initial.ImportPSModule([typeof(RunspaceTemplate).Assembly.Location]);
        if (prefix.Length > 0)
        {
            initial.Commands.Add(ImportedCmdlets.EntriesFor(prefix));
        }

        carried.AddTo(initial);
        Runspace runspace = RunspaceFactory.CreateRunspace(host, initial);
        try
        {
            // The thread of the run carries the current event. A separate thread of the runspace would not.
            runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
            runspace.Open();
            runspace.SessionStateProxy.Path.SetLocation(location);
            return runspace;
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }
}
