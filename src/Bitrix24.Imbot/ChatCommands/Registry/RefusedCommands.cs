using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Commands that are no chat command whatever the administrator says: they execute text that they are given, start processes, or change what commands mean.</summary>
internal static class RefusedCommands
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // They execute text or script blocks.
        "Invoke-Expression", "Invoke-Command", "ForEach-Object", "Where-Object", "Measure-Command", "Trace-Command", "Invoke-History", "Add-Type", "New-Object",
        "Start-Job", "Start-ThreadJob", "Register-ScheduledJob", "Set-ScheduledJob", "Register-EngineEvent", "Register-ObjectEvent", "Register-CimIndicationEvent",
        "Register-WmiEvent", "New-Event", "Set-PSBreakpoint", "New-Module", "Import-Module", "Install-Module", "Install-Script", "Install-PSResource", "Update-Module",
        "Import-PSSession", "Enter-PSSession", "New-PSSession", "Connect-PSSession", "Enter-PSHostProcess", "Import-Clixml", "Import-LocalizedData", "Update-TypeData",
        "Update-FormatData", "Invoke-WmiMethod", "Invoke-CimMethod", "New-CimInstance", "Set-WmiInstance", "Select-Object", "Sort-Object", "Group-Object",

        // They start processes.
        "Start-Process", "Invoke-Item", "New-Service", "Set-Service", "Register-ScheduledTask", "Set-ScheduledTask", "Enable-PSRemoting",

        // They change what commands and variables mean, or write through a provider.
        "Set-Alias", "New-Alias", "Import-Alias", "Set-Variable", "New-Variable", "Set-Item", "New-Item", "Set-Content", "Add-Content", "Out-File", "Tee-Object",
        "Set-ItemProperty", "New-ItemProperty", "New-PSDrive", "Set-ExecutionPolicy", "Set-StrictMode", "Set-PSDebug", "Get-Credential", "Get-Variable",

        // They would hand the bot over to a person in a chat.
        "Invoke-B24Method", "Invoke-B24Batch", "Start-B24Bot", "Watch-B24BotEvent", "Get-B24BotEvent", "Confirm-B24BotEvent", "Connect-B24Webhook", "Connect-B24OAuth",
        "Connect-B24Profile", "Disconnect-B24Session", "Set-B24Session", "Get-B24Session", "Update-B24Token", "Register-B24Bot", "Unregister-B24Bot", "Set-B24Bot",
        "Remove-B24Profile",
    };

    /// <summary>Why a command can't be a chat command, by what it is; null where it can.</summary>
    public static string? ReasonFor(CommandInfo command) => command switch
    {
        ApplicationInfo => "it is an application",
        ExternalScriptInfo => "it is a script file",
        AliasInfo { ResolvedCommand: null } => "it is an alias of a command that was not found",
        AliasInfo alias => ReasonFor(alias.ResolvedCommand),
        not (FunctionInfo or CmdletInfo) => $"it is of kind {command.CommandType}",
        _ when Names.Contains(command.Name) => "it can execute text, start processes, or change the session",
        FunctionInfo { ScriptBlock.Ast: System.Management.Automation.Language.FunctionDefinitionAst { Body.DynamicParamBlock: not null } } => "it has dynamic parameters",
        CmdletInfo cmdlet when typeof(IDynamicParameters).IsAssignableFrom(cmdlet.ImplementingType) => "it has dynamic parameters",
        _ => null,
    };

    /// <summary>Whether a command may only be named exactly, and not come along with a module or a wildcard.</summary>
    public static bool MustBeNamed(CommandInfo command) => command is CmdletInfo
        && (command.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase)
            || ((CmdletInfo)command).ImplementingType.Assembly == typeof(RefusedCommands).Assembly);
}
