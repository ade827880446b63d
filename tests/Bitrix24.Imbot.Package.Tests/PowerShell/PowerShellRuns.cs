namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Tests that start pwsh and look at the clock: one process at a time, and beside it at most one of <see cref="UntimedPesterTests"/>.</summary>
[CollectionDefinition(Name)]
public sealed class PowerShellRuns
{
    public const string Name = "PowerShell";
}
