using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Creates the runspaces of rebuilt handlers, with no more rights than the runspace of the caller.</summary>
internal static class HandlerRunspace
{
    /// <summary>Throws if the caller's runspace restricts commands or scripts, because the new runspaces don't.</summary>
    /// <exception cref="B24Exception"><see cref="HandlerErrors.RunspaceRestricted"/>.</exception>
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

    /// <summary>Opens a runspace with this module, in the caller's language mode and location.</summary>
    /// <param name="host">The host of the handlers.</param>
    /// <param name="languageMode">The language mode of the caller's runspace.</param>
    /// <param name="location">The start location of handlers.</param>
    /// <param name="prefix">The prefix that the caller imported the module with. A handler uses the same cmdlet names.</param>
    /// <param name="addCommands">Adds the functions that the handlers call.</param>
    public static Runspace Open(PSHost host, PSLanguageMode languageMode, string location, string prefix, Action<InitialSessionState> addCommands)
    {
        InitialSessionState initial = InitialState(languageMode, prefix);
        addCommands(initial);
        Runspace runspace = RunspaceFactory.CreateRunspace(host, initial);

        // The thread of the worker carries the current event. A separate thread of the runspace would not.
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(location);
        return runspace;
    }

    /// <summary>Creates the initial session state with this module.</summary>
    /// <param name="languageMode">The language mode of the caller's runspace.</param>
    /// <param name="prefix">The prefix that the caller imported the module with.</param>
    public static InitialSessionState InitialState(PSLanguageMode languageMode, string prefix)
    {
        InitialSessionState initial = InitialSessionState.CreateDefault2();
        initial.LanguageMode = languageMode;
        initial.ImportPSModule([typeof(HandlerRunspace).Assembly.Location]);
        if (prefix.Length > 0)
        {
            initial.Commands.Add(ImportedCmdlets.EntriesFor(prefix));
        }

        return initial;
    }
}
