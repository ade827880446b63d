using Bitrix24.Imbot.ChatCommands.Parsing;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// An argument of a call: its parameter, or null if PowerShell's binder assigns it by position, its value for the binder, and the value as it was written.
/// </summary>
internal sealed record ChatArgument(string? Name, object Value, LineValue? Written)
{
    /// <summary>Whether the value may belong to a parameter with the name of a secret. It is never shown.</summary>
    public bool IsSecret { get; init; }
}
