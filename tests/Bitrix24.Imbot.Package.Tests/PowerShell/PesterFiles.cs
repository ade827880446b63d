using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files, all of them in one of two lists.</summary>
internal static class PesterFiles
{
    private static readonly string[] KnownAsUntimed =
    [
        "BBCode", "Completion", "Contract", "Errors", "Help", "HelpExamples", "Install", "InvokeMethod", "Secrets", "SeedExamples", "Views",
    ];

    private static readonly string[] All = [.. RepositoryFiles.All()
        .Where(file => Path.GetDirectoryName(file) == BuildFacts.PesterFiles && file.EndsWith(".Tests.ps1", StringComparison.Ordinal))
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Names of files that say how long something takes, or could.</summary>
    public static string[] Timed => [.. All.Except(Untimed)];

    /// <summary>Names of files that do not.</summary>
    public static string[] Untimed { get; } = [.. All.Where(file => KnownAsUntimed.Contains(file.Split('.')[0]))];

    /// <summary>Runs a file, counts its tests, and fails where one of them fails.</summary>
    public static async Task PassAsync(string file, PowerShellHost host, ITestOutputHelper output)
    {
        PesterFileRun run = await PesterFileRun.OfAsync(host, Path.Combine(BuildFacts.PesterFiles, file));
        host.Count(file, run.Result);
        output.WriteLine(run.Output);
        Assert.True(run.Succeeded, run.WhatFailed);
        Assert.SkipWhen(run.Result.Passed == 0, string.Join("; ", run.Result.NotRun.Select(test => test.Reason).Distinct()));
    }
}
