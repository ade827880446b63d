using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files on the packed module, each as one test.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class PesterTests(PowerShellHost host, ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. RepositoryFiles.All()
        .Where(file => Path.GetDirectoryName(file) == BuildFacts.PesterFiles && file.EndsWith(".Tests.ps1", StringComparison.Ordinal))
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_passes(string file)
    {
        PesterFileRun run = await PesterFileRun.OfAsync(host, Path.Combine(BuildFacts.PesterFiles, file));
        PowerShellHost.Count(file, run.Result);
        output.WriteLine(run.Output);
        Assert.True(run.Succeeded, run.WhatFailed);
        Assert.SkipWhen(run.Result.Passed == 0, string.Join("; ", run.Result.NotRun.Select(test => test.Reason).Distinct()));
    }
}
