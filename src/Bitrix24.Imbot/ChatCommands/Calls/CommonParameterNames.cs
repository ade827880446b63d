namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>The common parameters. They can't be set from a chat: -Confirm:0 would skip the confirmation, and -OutVariable could overwrite a global variable.</summary>
internal static class CommonParameterNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable", "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "UseTransaction", "AsJob",
    };

    /// <summary>Whether a name is a common parameter, in this list or in the running version of PowerShell.</summary>
    public static bool Contain(string name) =>
        Names.Contains(name) || Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);
}
