using Bitrix24.Imbot.ChatCommands.Parsing;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>An argument of a call.</summary>
/// <param name="Name">The parameter; null if PowerShell's binder assigns it by position.</param>
/// <param name="Value">The value for the binder.</param>
/// <param name="Written">The value as it was written, for display.</param>
internal sealed record ChatArgument(string? Name, object Value, LineValue? Written)
{
    /// <summary>Whether the value may belong to a parameter with the name of a secret. It is never shown.</summary>
    public bool IsSecret { get; init; }
}
