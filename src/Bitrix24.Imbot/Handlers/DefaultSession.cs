using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The functions and variables of every PowerShell session.</summary>
internal static class DefaultSession
{
    private static readonly Lazy<HashSet<string>> FunctionNames = new(static () => NamesOf(
        InitialSessionState.CreateDefault2().Commands.OfType<SessionStateFunctionEntry>().Select(entry => entry.Name)));

    private static readonly Lazy<HashSet<string>> VariableNames = new(static () => NamesOf(
        InitialSessionState.CreateDefault2().Variables.Select(entry => entry.Name).Concat(
        [
            "_", "PSItem", "args", "input", "this", "true", "false", "null", "PSCmdlet", "MyInvocation", "PSBoundParameters", "error", "matches", "host", "home", "pid", "pwd",
            "profile", "PSVersionTable", "ShellId", "StackTrace", "ExecutionContext", "PSCulture", "PSUICulture", "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR",
            "LASTEXITCODE", "foreach", "switch", "sender", "event", "eventArgs", "eventSubscriber", "PSSenderInfo", "PSDefaultParameterValues", "NestedPromptLevel",
            "ConsoleFileName", "EnabledExperimentalFeatures", "PSEdition", "PSHOME", "?", "^", "$",
        ])));

    /// <summary>The names of built-in functions.</summary>
    public static HashSet<string> Functions => FunctionNames.Value;

    /// <summary>The names of built-in and automatic variables.</summary>
    public static HashSet<string> Variables => VariableNames.Value;

    private static HashSet<string> NamesOf(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);
}
