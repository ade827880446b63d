namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Tests that start pwsh: one process at a time.</summary>
[CollectionDefinition(Name)]
public sealed class PowerShellRuns : ICollectionFixture<PowerShellHost>
{
    public const string Name = "PowerShell";
}
