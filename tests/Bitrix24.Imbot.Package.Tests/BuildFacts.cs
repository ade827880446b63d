using System.Reflection;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Paths that the build passes to the tests.</summary>
internal static class BuildFacts
{
    public static string RepositoryRoot { get; } = Path.GetFullPath(Fact(nameof(RepositoryRoot)));

    public static string Manifest { get; } = Path.Combine(RepositoryRoot, "Bitrix24.Imbot.psd1");

    public static string CmdletSources { get; } = Path.Combine(RepositoryRoot, "src", "Bitrix24.Imbot");

    public static string CoreSources { get; } = Path.Combine(RepositoryRoot, "src", "Bitrix24.Imbot.Core");

    public static string PesterFiles { get; } = Path.Combine(RepositoryRoot, "tests", "PowerShell");

    public static string TestResults { get; } = Path.Combine(RepositoryRoot, "TestResults");

    public static string Configuration { get; } = Fact(nameof(Configuration));

    public static string Emulator { get; } = Path.Combine(
        RepositoryRoot, "src", "Bitrix24.Imbot.Emulator", "bin", Configuration, "net10.0", "Bitrix24.Imbot.Emulator.dll");

    /// <summary>The folder of the console program that <see cref="MonoTests"/> runs.</summary>
    public static string MonoClient { get; } = Path.Combine(
        RepositoryRoot, "tests", "Bitrix24.Imbot.MonoClient", "bin", Configuration, "net472");

    /// <summary>Reference assemblies of .NET Framework 4.7.2, with the folder <c>Facades</c>.</summary>
    public static string NetFrameworkReferences { get; } = Fact(nameof(NetFrameworkReferences));

    /// <summary>The folder of PowerShell's reference assembly.</summary>
    public static string PowerShellStandard { get; } = Fact(nameof(PowerShellStandard));

    private static string Fact(string key) => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
