using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// The parameters that every advanced function has. None can be set from a chat: -Confirm:0 would skip the confirmation, and -OutVariable can overwrite
/// a global variable.
/// </summary>
internal static class CommonParameterNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable", "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "UseTransaction", "AsJob",
    };

    /// <summary>Whether this is one of them, known to this version or to the PowerShell that runs.</summary>
    public static bool Contain(string name) =>
        Names.Contains(name) || Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);
}
