namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>
/// A group of Pester files on the packed module, each file as one test. The groups run at the same time, because most tests wait more than they
/// compute; the files of one group run one after another. A group has a static property <c>Files</c>.
/// </summary>
public abstract class PesterTests(PesterAccount account, ITestOutputHelper output)
{
    [Theory]
    [MemberData("Files")]
    public async Task File_passes(string build, string file)
    {
        PackedModule module = await ModuleUnderTest.GetAsync(build);
        PesterFileRun run = await PesterFileRun.RunAsync(module, Path.Combine(BuildFacts.PesterFiles, file));
        account.Count(build, file, run.Result);
        output.WriteLine(run.Output);
        Assert.True(run.Succeeded, run.WhatFailed);
        Findings.MustBeNone(run.Result.NotRun
            .Where(test => !WrittenSkips.Reasons.Contains(test.Reason))
            .Select(test => $"{test.Name} was skipped for a reason that is not in {WrittenSkips.FileName}: {test.Reason}"));
        Assert.True(run.Result.Passed > 0, $"No test of {file} ran.");
    }
}
