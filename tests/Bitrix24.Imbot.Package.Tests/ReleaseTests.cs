using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Package.Tests.PowerShell;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The files of a release.</summary>
public sealed partial class ReleaseTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("b24-release-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Zip_file_and_emulator_tool_work_for_a_new_account()
    {
        string modules = Path.Combine(folder.FullName, "modules");
        string zip = Assert.Single(Directory.GetFiles(await ModuleUnderTest.GetFeedAsync(), "*.zip"));
        await ZipFile.ExtractToDirectoryAsync(zip, modules, TestContext.Current.CancellationToken);
        string emulator = await InstallEmulatorAsync();

        ProcessStartInfo start = RealPowerShell.CreateStart(
            "-File", Path.Combine(AppContext.BaseDirectory, "PowerShell", "Use-Release.ps1"), "-Emulator", emulator);
        string? system = Environment.GetEnvironmentVariable("SystemRoot");
        start.Environment.Clear();
        start.SetHome(folder.CreateSubdirectory("home").FullName);
        start.Environment["PSModulePath"] = modules;
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(RealPowerShell.DotNet);
        if (system is not null)
        {
            start.Environment["SystemRoot"] = system;
        }

        ProcessOutcome outcome = await PowerShellProcess.RunAsync(start, TimeSpan.FromMinutes(1));
        Assert.True(outcome.ExitCode == 0, outcome.Everything);
        using JsonDocument used = JsonDocument.Parse(outcome.Output);
        Assert.StartsWith(modules, used.RootElement.GetProperty("ModuleBase").GetString(), StringComparison.Ordinal);
        Assert.True(used.RootElement.GetProperty("MessageId").GetInt64() > 0);
        Assert.Equal("Sends a message as a bot to one or more dialogs.", used.RootElement.GetProperty("Synopsis").GetString());
    }

    [Fact]
    public async Task Bill_of_materials_lists_exactly_the_libraries_in_the_package()
    {
        PackedModule module = await ModuleUnderTest.GetAsync(Editions.Core);
        await using FileStream file = File.OpenRead(Path.Combine(module.Folder, "Bitrix24.Imbot.cdx.json"));
        using JsonDocument bill = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());

        string[] listed = [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!).Order()];
        string[] shipped = [.. Directory.GetFiles(module.Folder, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith("Bitrix24.Imbot", StringComparison.Ordinal))
            .Select(name => name == "Markdig" ? "Markdig.Signed" : name)
            .Distinct()
            .Order()];
        Assert.Equal(shipped, listed);
    }

    [Fact]
    public void Every_action_in_the_workflows_is_pinned_to_a_commit()
    {
        string[] uses = [.. Directory.GetFiles(Path.Combine(BuildFacts.RepositoryRoot, ".github", "workflows"), "*.yml")
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        Assert.NotEmpty(uses);
        Findings.MustBeNone(uses.Where(line => !PinnedAction().IsMatch(line)));
    }

    [Fact]
    public void Navigation_of_the_website_lists_every_page()
    {
        string root = BuildFacts.RepositoryRoot;
        string navigation = File.ReadAllText(Path.Combine(root, "docs", "site", "toc.yml"));
        Findings.MustBeNone(Directory.GetFiles(Path.Combine(root, "docs"), "*.md")
            .Select(page => "docs/" + Path.GetFileName(page))
            .Where(page => !navigation.Contains($"href: {page}", StringComparison.Ordinal))
            .Select(page => $"docs/site/toc.yml doesn't list {page}."));
    }

    private async Task<string> InstallEmulatorAsync()
    {
        string feed = Path.Combine(folder.FullName, "feed");
        string tools = Path.Combine(folder.FullName, "tools");
        string sources = Path.Combine(folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(
            sources,
            $"""<configuration><packageSources><clear /><add key="folder" value="{feed}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);

        string project = Path.Combine(BuildFacts.RepositoryRoot, "src", "Bitrix24.Imbot.Emulator");
        await RunDotNetAsync("pack", project, "--no-build", "--configuration", BuildFacts.Configuration, "--output", feed, "--nologo");
        await RunDotNetAsync("tool", "install", "Bitrix24.Imbot.Emulator", "--tool-path", tools, "--configfile", sources);
        return Path.Combine(tools, OperatingSystem.IsWindows() ? "b24-emulator.exe" : "b24-emulator");
    }

    private async Task RunDotNetAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(RealPowerShell.DotNet, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The cache of the user may contain an earlier build with the same version.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages");
        ProcessOutcome outcome = await PowerShellProcess.RunAsync(start, TimeSpan.FromMinutes(2));
        Assert.True(outcome.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}:{Environment.NewLine}{outcome.Everything}");
    }

    [GeneratedRegex("uses: [^@ ]+@[0-9a-f]{40} # v")]
    private static partial Regex PinnedAction();
}
