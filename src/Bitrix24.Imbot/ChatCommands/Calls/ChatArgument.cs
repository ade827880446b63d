using Bitrix24.Imbot.ChatCommands.Parsing;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>One value for a call.</summary>
/// <param name="Name">The parameter; null where PowerShell's binder finds it by its place.</param>
/// <param name="Value">What the binder gets.</param>
/// <param name="Written">What people are shown.</param>
internal sealed record ChatArgument(string? Name, object Value, LineValue? Written)
{
    /// <summary>Whether it is, or may be, the value of a parameter whose name says that it is a secret. Nobody is shown it.</summary>
    public bool IsSecret { get; init; }
}
