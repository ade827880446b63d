// One thread for each of the four groups of Pester files, even on two cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Tests that start pwsh and have limits of time: one at a time, beside one file of each other group of <see cref="PesterTests"/>.</summary>
[CollectionDefinition(Name)]
public sealed class PowerShellRuns
{
    public const string Name = "PowerShell";
}
