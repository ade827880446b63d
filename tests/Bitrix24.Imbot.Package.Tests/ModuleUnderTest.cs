using Bitrix24.Imbot.Package.Tests.PowerShell;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The module as users install it from the package. Installed once for each run.</summary>
internal static class ModuleUnderTest
{
    // On a separate thread, because tests wait for it on the few threads that they share.
    private static readonly Lazy<Task<PackedModule>> Core = new(() => Task.Run(InstallAsync));
    private static readonly Lazy<Task<PackedModule>> Desktop = new(() => Task.Run(CopyForDesktopAsync));
    private static DirectoryInfo? installed;

    public static string Manifest => Core.Value.GetAwaiter().GetResult().Manifest;

    /// <summary>The folder of the manifest.</summary>
    public static string Folder => Path.GetDirectoryName(Manifest)!;

    /// <summary>The folder of the release files.</summary>
    public static async Task<string> GetFeedAsync()
    {
        await Core.Value;
        return Path.Combine(installed!.FullName, "feed");
    }

    public static Task<PackedModule> GetAsync(string build) => build == Editions.Desktop ? Desktop.Value : Core.Value;

    /// <summary>Removes the installed module at the end of the run.</summary>
    public static void Remove() => installed?.Delete(recursive: true);

    private static async Task<PackedModule> InstallAsync()
    {
        installed = Directory.CreateTempSubdirectory("b24-package-");
        ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
            new PackedModule(Editions.Core, BuildFacts.Manifest),
            Path.Combine(AppContext.BaseDirectory, "PowerShell", "Install-TestPackage.ps1"),
            ["-BuildScript", Path.Combine(BuildFacts.RepositoryRoot, "build.ps1"), "-Folder", installed.FullName],
            TimeSpan.FromMinutes(3));
        string manifest = outcome.Output.Trim();
        Assert.True(outcome.ExitCode == 0 && File.Exists(manifest), $"The module cannot be packed and installed:{Environment.NewLine}{outcome.Everything}");
        return new PackedModule(Editions.Core, manifest);
    }

    // PowerShell 7 loads the build for Windows PowerShell when the loader names that folder.
    private static async Task<PackedModule> CopyForDesktopAsync()
    {
        PackedModule core = await Core.Value;
        string folder = Path.Combine(installed!.FullName, "desktop", "Bitrix24.Imbot");
        foreach (string file in Directory.EnumerateFiles(core.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(core.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string loader = Path.Combine(folder, "module", "Bitrix24.Imbot.psm1");
        string text = await File.ReadAllTextAsync(loader);
        Assert.Contains("bin/$PSEdition/", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(loader, text.Replace("bin/$PSEdition/", "bin/Desktop/", StringComparison.Ordinal));
        return new PackedModule(Editions.Desktop, Path.Combine(folder, Path.GetFileName(core.Manifest)));
    }
}
