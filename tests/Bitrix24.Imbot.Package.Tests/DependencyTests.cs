using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Versioning;
using Bitrix24.Imbot.Package.Tests.Metadata;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>
/// Checks that the right files ship, and no others. PowerShell 7 contains its own System.Text.Json and fails with a second one. Windows PowerShell
/// has no binding redirects, so every reference must match exactly.
/// </summary>
public sealed class DependencyTests
{
    private const string PowerShell = "System.Management.Automation";
    private static readonly string[] PartFolders = ["Cron", "Markdown"];

    /// <summary>Libraries that PowerShell 7.4 itself contains in version 8.0.0.0.</summary>
    private static readonly string[] InPowerShell = ["System.Security.Cryptography.ProtectedData"];

    [Fact]
    public void PowerShell_7_gets_exactly_our_two_assemblies() => Assert.Equal(
        ["Bitrix24.Imbot.Core.dll", "Bitrix24.Imbot.dll"],
        FileNames(Editions.Core).Where(IsAssembly));

    [Theory]
    [InlineData(Editions.Core, ".NETCoreApp,Version=v8.0")]
    [InlineData(Editions.Desktop, ".NETStandard,Version=v2.0")]
    public void Our_assemblies_are_built_for_their_folder(string edition, string framework) => Assert.All(
        ["Bitrix24.Imbot.Core.dll", "Bitrix24.Imbot.dll"],
        file => Assert.Equal(framework, ModuleFolder.Of(edition).Load(file).GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType.FullName == typeof(TargetFrameworkAttribute).FullName).ConstructorArguments[0].Value));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void PowerShell_itself_does_not_ship(string edition) => Assert.DoesNotContain($"{PowerShell}.dll", FileNames(edition));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Only_our_symbols_and_docs_ship_with_the_assemblies(string edition) => Findings.MustBeNone(
        FileNames(edition).Where(file => !IsAssembly(file)
                && file is not ("Bitrix24.Imbot.pdb" or "Bitrix24.Imbot.Core.pdb" or "Bitrix24.Imbot.xml" or "Bitrix24.Imbot.Core.xml"))
            .Select(file => $"{file} has no business in the {edition} folder."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Subfolders_contain_only_help(string edition) => Findings.MustBeNone(
        Directory.GetDirectories(ModuleFolder.Of(edition).FolderPath).Where(folder => !PartFolders.Contains(Path.GetFileName(folder))).SelectMany(RepositoryFiles.Under)
            .Where(file => !file.EndsWith("-Help.xml", StringComparison.Ordinal) && !file.EndsWith(".help.txt", StringComparison.Ordinal))
            .Select(file => $"{file} is no help."));

    [Fact]
    public void The_oldest_supported_PowerShell_7_provides_all_references()
    {
        ModuleFolder folder = ModuleFolder.Of(Editions.Core);
        HashSet<string> platform = [.. folder.PlatformFiles.Select(file => Path.GetFileNameWithoutExtension(file))];
        Findings.MustBeNone(References(folder)
            .Where(pair => !IsPowerShell(pair.Needed) && !pair.Needed.Name!.StartsWith("Bitrix24.Imbot", StringComparison.Ordinal))
            .Where(pair => (!platform.Contains(pair.Needed.Name!) && !InPowerShell.Contains(pair.Needed.Name)) || pair.Needed.Version > new Version(8, 0, 0, 0))
            .Select(pair => $"{pair.Of} needs {pair.Needed}, which PowerShell 7.4 does not have."));
    }

    /// <summary>PowerShell 7 carries another Markdig, and other modules can carry another Cronos, so our copies are in folders that only the module searches.</summary>
    [Theory]
    [InlineData("Markdown", "Bitrix24.Imbot.Markdown.dll", "Markdig.Signed.dll")]
    [InlineData("Cron", "Bitrix24.Imbot.Cron.dll", "Cronos.dll")]
    public void PowerShell_7_gets_each_library_in_a_separate_folder(string folder, string ours, string library) => Assert.Equal(
        [ours, library],
        Directory.GetFiles(Path.Combine(ModuleFolder.Of(Editions.Core).FolderPath, folder), "*.dll").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void References_on_Windows_PowerShell_match_exactly()
    {
        ModuleFolder folder = ModuleFolder.Of(Editions.Desktop);
        HashSet<string> present = [.. folder.AssemblyFiles.Concat(folder.PlatformFiles).Where(IsManaged)
            .Select(file => Identity(AssemblyName.GetAssemblyName(file)))];
        Findings.MustBeNone(References(folder)
            .Where(pair => !IsPowerShell(pair.Needed) && !present.Contains(Identity(pair.Needed)))
            .Select(pair => $"{pair.Of} needs {pair.Needed}, which neither the folder nor .NET Framework 4.7.2 has."));
    }

    private static IEnumerable<(string Of, AssemblyName Needed)> References(ModuleFolder folder)
    {
        List<(string Of, AssemblyName Needed)> references = [.. folder.AssemblyFiles.Select(file => Path.GetFileName(file))
            .SelectMany(file => folder.Load(file).GetReferencedAssemblies(), (file, needed) => (file, needed))];
        Assert.NotEmpty(references);
        return references;
    }

    /// <summary>Every PowerShell since 3.0 accepts version 3 of the reference.</summary>
    private static bool IsPowerShell(AssemblyName name) => name.Name == PowerShell && name.Version == new Version(3, 0, 0, 0);

    private static string Identity(AssemblyName name) => $"{name.Name}, {name.Version}, {Convert.ToHexString(name.GetPublicKeyToken() ?? [])}";

    /// <summary>The reference assemblies of .NET Framework include one native wrapper.</summary>
    private static bool IsManaged(string file)
    {
        using PEReader reader = new(File.OpenRead(file));
        return reader.HasMetadata && reader.GetMetadataReader().IsAssembly;
    }

    private static bool IsAssembly(string file) => Path.GetExtension(file) == ".dll";

    private static IEnumerable<string> FileNames(string edition) => Directory.GetFiles(ModuleFolder.Of(edition).FolderPath)
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
