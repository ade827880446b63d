namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Commands that can never be chat commands, because they execute text, start processes, or change the meaning of commands.</summary>
internal static class RefusedCommands
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // Execute text or script blocks.
        "Invoke-Expression", "Invoke-Command", "ForEach-Object", "Where-Object", "Measure-Command", "Trace-Command", "Invoke-History", "Add-Type", "New-Object",
        "Start-Job", "Start-ThreadJob", "Register-ScheduledJob", "Set-ScheduledJob", "Register-EngineEvent", "Register-ObjectEvent", "Register-CimIndicationEvent",
        "Register-WmiEvent", "New-Event", "Set-PSBreakpoint", "New-Module", "Import-Module", "Install-Module", "Install-Script", "Install-PSResource", "Update-Module",
        "Import-PSSession", "Enter-PSSession", "New-PSSession", "Connect-PSSession", "Enter-PSHostProcess", "Import-Clixml", "Import-LocalizedData", "Update-TypeData",
        "Update-FormatData", "Invoke-WmiMethod", "Invoke-CimMethod", "New-CimInstance", "Set-WmiInstance", "Select-Object", "Sort-Object", "Group-Object",

        // Start processes.
        "Start-Process", "Invoke-Item", "New-Service", "Set-Service", "Register-ScheduledTask", "Set-ScheduledTask", "Enable-PSRemoting",

        // Change the meaning of commands and variables, or write through a provider.
        "Set-Alias", "New-Alias", "Import-Alias", "Set-Variable", "New-Variable", "Set-Item", "New-Item", "Set-Content", "Add-Content", "Out-File", "Tee-Object",
        "Set-ItemProperty", "New-ItemProperty", "New-PSDrive", "Set-ExecutionPolicy", "Set-StrictMode", "Set-PSDebug", "Get-Credential", "Get-Variable",

        // Would give a person in a chat control of the bot.
        "Invoke-B24Method", "Invoke-B24Batch", "Start-B24Bot", "Watch-B24BotEvent", "Get-B24BotEvent", "Confirm-B24BotEvent", "Connect-B24Webhook", "Connect-B24OAuth",
        "Connect-B24Profile", "Disconnect-B24Session", "Set-B24Session", "Get-B24Session", "Update-B24Token", "Register-B24Bot", "Unregister-B24Bot", "Set-B24Bot",
        "Remove-B24Profile",
    };

    /// <summary>Gets the reason why a command can't be a chat command; null if it can.</summary>
    public static string? ReasonFor(CommandInfo command) => command switch
    {
        ApplicationInfo => "it is an application",
        ExternalScriptInfo => "it is a script file",
        AliasInfo { ResolvedCommand: null } => "it is an alias of a command that was not found",
        AliasInfo alias => ReasonFor(alias.ResolvedCommand),
        not (FunctionInfo or CmdletInfo) => $"commands of type {command.CommandType} aren't supported",
        _ when Names.Contains(command.Name) => "it can execute text, start processes, or change the session",
        FunctionInfo { ScriptBlock.Ast: System.Management.Automation.Language.FunctionDefinitionAst { Body.DynamicParamBlock: not null } } => "it has dynamic parameters",
        CmdletInfo cmdlet when typeof(IDynamicParameters).IsAssignableFrom(cmdlet.ImplementingType) => "it has dynamic parameters",
        _ => null,
    };

    /// <summary>Whether a command must be specified by its exact name, not by a module or a wildcard.</summary>
    public static bool MustBeNamed(CommandInfo command) => command is CmdletInfo cmdlet
        && (command.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase)
            || cmdlet.ImplementingType.Assembly == typeof(RefusedCommands).Assembly);
}
