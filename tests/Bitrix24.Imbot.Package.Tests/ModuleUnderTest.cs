using Bitrix24.Imbot.Package.Tests.PowerShell;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The module as a user has it: packed, and installed from the package. Where no PowerShell can pack it, as it was built.</summary>
internal static class ModuleUnderTest
{
    // On a thread of its own: tests wait for it on the few threads that they share.
    private static readonly Lazy<Task<string>> Prepared = new(() => Task.Run(PrepareAsync));
    private static DirectoryInfo? installed;

    /// <summary>The path of its manifest.</summary>
    public static Task<string> ManifestAsync => Prepared.Value;

    public static string Manifest => ManifestAsync.GetAwaiter().GetResult();

    /// <summary>The folder of the manifest.</summary>
    public static string Folder => Path.GetDirectoryName(Manifest)!;

    /// <summary>Takes away what was installed. For the end of the run.</summary>
    public static void Remove() => installed?.Delete(recursive: true);

    private static async Task<string> PrepareAsync()
    {
        if (PowerShellProcess.FindOnPath() is not { } pwsh)
        {
            return BuildFacts.Manifest;
        }

        installed = Directory.CreateTempSubdirectory("b24-package-");
        ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
            pwsh,
            BuildFacts.Manifest,
            Path.Combine(AppContext.BaseDirectory, "PowerShell", "Install-TestPackage.ps1"),
            ["-BuildScript", Path.Combine(BuildFacts.RepositoryRoot, "build.ps1"), "-Folder", installed.FullName],
            TimeSpan.FromMinutes(3));
        string manifest = outcome.Output.Trim();
        Assert.True(outcome.ExitCode == 0 && File.Exists(manifest), $"The module cannot be packed and installed:{Environment.NewLine}{outcome.Everything}");
        return manifest;
    }
}
