using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The functions and variables of every PowerShell session.</summary>
internal static class DefaultSession
{
    private static readonly InitialSessionState Initial = InitialSessionState.CreateDefault2();

    public static HashSet<string> Functions { get; } = new(
        Initial.Commands.OfType<SessionStateFunctionEntry>().Select(entry => entry.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of built-in and automatic variables.</summary>
    public static HashSet<string> Variables { get; } = new(
        Initial.Variables.Select(entry => entry.Name).Concat(
        [
            "_", "PSItem", "args", "input", "this", "true", "false", "null", "PSCmdlet", "MyInvocation", "PSBoundParameters", "error", "matches", "host", "home", "pid", "pwd",
            "profile", "PSVersionTable", "ShellId", "StackTrace", "ExecutionContext", "PSCulture", "PSUICulture", "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR",
            "LASTEXITCODE", "foreach", "switch", "sender", "event", "eventArgs", "eventSubscriber", "PSSenderInfo", "PSDefaultParameterValues", "NestedPromptLevel",
            "ConsoleFileName", "EnabledExperimentalFeatures", "PSEdition", "PSHOME", "?", "^", "$",
        ]),
        StringComparer.OrdinalIgnoreCase);
}
