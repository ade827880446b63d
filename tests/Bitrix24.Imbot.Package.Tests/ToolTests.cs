using System.Diagnostics;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The emulator as a .NET tool, installed from a folder.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("b24-tool-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_emulator_is_installed_as_a_command_and_starts()
    {
        string feed = Path.Combine(folder.FullName, "feed");
        string tools = Path.Combine(folder.FullName, "tools");
        string sources = Path.Combine(folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(
            sources,
            $"""<configuration><packageSources><clear /><add key="folder" value="{feed}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);

        string project = Path.Combine(BuildFacts.RepositoryRoot, "src", "Bitrix24.Imbot.Emulator");
        await RunAsync("dotnet", "pack", project, "--no-build", "--configuration", BuildFacts.Configuration, "--output", feed, "--nologo");
        await RunAsync("dotnet", "tool", "install", "Bitrix24.Imbot.Emulator", "--tool-path", tools, "--configfile", sources);
        string help = await RunAsync(Path.Combine(tools, "b24-emulator"), "--help");
        Assert.Contains("--port", help, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The package of an earlier build, with the same version, must not be taken for this one.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}:{Environment.NewLine}{await output}{errors}");
        return await output;
    }
}
