using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Makes the runspaces in which rebuilt handlers run, no more powerful than the one they were written in.</summary>
internal static class HandlerRunspace
{
    /// <summary>A runspace here has all commands and scripts; one whose caller may see only some of them would be let out by it.</summary>
    /// <exception cref="B24Exception"><see cref="HandlerErrors.RunspaceRestricted"/>.</exception>
    public static void RequireAllowed(PSCmdlet caller)
    {
        SessionState state = caller.SessionState;
        if (state.LanguageMode is not (PSLanguageMode.FullLanguage or PSLanguageMode.ConstrainedLanguage)
            || !state.Applications.Contains("*")
            || !state.Scripts.Contains("*"))
        {
            throw HandlerErrors.RunspaceRestricted.With("Handlers side by side need runspaces of their own, and this endpoint restricts what its runspace may do.");
        }
    }

    /// <summary>Opens a runspace with this module, in the caller's language mode and at its place.</summary>
    /// <param name="host">What handlers see as their host.</param>
    /// <param name="languageMode">That of the caller's runspace.</param>
    /// <param name="location">Where handlers begin.</param>
    /// <param name="prefix">The prefix with which the caller imported the module: a handler names the cmdlets as its caller does.</param>
    /// <param name="addCommands">Adds the functions that handlers call.</param>
    public static Runspace Open(PSHost host, PSLanguageMode languageMode, string location, string prefix, Action<InitialSessionState> addCommands)
    {
        InitialSessionState initial = InitialState(languageMode, prefix);
        addCommands(initial);
        Runspace runspace = RunspaceFactory.CreateRunspace(host, initial);

        // The worker's thread carries the event that the handler answers; a thread of the runspace's own would not.
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(location);
        return runspace;
    }

    /// <summary>What a runspace with this module begins with.</summary>
    /// <param name="languageMode">That of the caller's runspace.</param>
    /// <param name="prefix">The prefix with which the caller imported the module.</param>
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
