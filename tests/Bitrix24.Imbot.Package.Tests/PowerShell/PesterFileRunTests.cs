namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Checks that a failed or skipped Pester file is not reported as passed.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class PesterFileRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("b24-pester-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_test_can_be_skipped_with_a_reason()
    {
        PesterFileRun run = await RunAsync("""
            Describe 'a' {
                It 'passes' { $env:HOME | Should -Be $env:XDG_CONFIG_HOME; $env:B24_TEST_MODULE | Should -Exist }
                It 'is skipped' { Set-ItResult -Skipped -Because 'it is Sunday' }
            }
            """);
        Assert.True(run.Succeeded, run.Output);
        Assert.Equal((2, 1, 0), (run.Result.Total, run.Result.Passed, run.Result.Failed));
        Assert.Equal(new PesterNotRun("a.is skipped", "it is Sunday"), Assert.Single(run.Result.NotRun));
    }

    [Fact]
    public async Task A_failed_test_or_a_skip_without_a_reason_fails_the_file()
    {
        PesterFileRun run = await RunAsync("Describe 'a' { It 'passes' { }; It 'fails' { 1 | Should -Be 2 }; It 'is skipped' -Skip { } }");
        Assert.False(run.Succeeded);
        Assert.Equal((3, 1, 1), (run.Result.Total, run.Result.Passed, run.Result.Failed));
        Assert.Collection(
            run.Result.Failures,
            failure => Assert.Equal("a.fails: Expected 2, but got 1.", failure),
            failure => Assert.StartsWith("a.is skipped was skipped without a reason.", failure, StringComparison.Ordinal));
        Assert.Contains("[-] fails", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# nothing", "No test was found.")]
    [InlineData("Describe 'a' {", "Missing closing")]
    [InlineData("Describe 'a' { AfterAll { throw 'late' }; It 'passes' { } }", "late")]
    public async Task A_file_that_is_broken_or_has_no_tests_fails(string content, string told)
    {
        PesterFileRun run = await RunAsync(content);
        Assert.False(run.Succeeded);
        Assert.Contains(told, run.WhatFailed, StringComparison.Ordinal);
    }

    private async Task<PesterFileRun> RunAsync(string content)
    {
        string file = Path.Combine(folder.FullName, "Sample.Tests.ps1");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        return await PesterFileRun.RunAsync(await ModuleUnderTest.GetAsync(Editions.Core), file);
    }
}
