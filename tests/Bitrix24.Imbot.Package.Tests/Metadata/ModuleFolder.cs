using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Bitrix24.Imbot.Package.Tests.Metadata;

/// <summary>
/// The module's folder for one edition, which is read and never run. Methods of PowerShell's reference assembly return defaults, so even
/// an attribute that is created there has no values.
/// </summary>
internal sealed class ModuleFolder
{
    private static readonly ConcurrentDictionary<string, Lazy<ModuleFolder>> Opened = new();
    private readonly MetadataLoadContext context;

    private ModuleFolder(string edition)
    {
        FolderPath = Path.Combine(ModuleUnderTest.Folder, "module", "bin", edition);
        AssemblyFiles = [.. Directory.GetFiles(FolderPath, "*.dll").Order(StringComparer.Ordinal)];
        bool windowsPowerShell = edition == Editions.Desktop;
        IEnumerable<string> platform = windowsPowerShell
            ? [.. Directory.GetFiles(BuildFacts.NetFrameworkReferences, "*.dll"),
               .. Directory.GetFiles(Path.Combine(BuildFacts.NetFrameworkReferences, "Facades"), "*.dll")]
            : Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll");
        PlatformFiles = [.. platform];
        string[] powerShell = Directory.GetFiles(BuildFacts.PowerShellStandard, "*.dll");
        context = new MetadataLoadContext(
            new PathAssemblyResolver([.. AssemblyFiles, .. PlatformFiles, .. powerShell]),
            windowsPowerShell ? "mscorlib" : "System.Private.CoreLib");
        Cmdlets = [.. Load("Bitrix24.Imbot.dll").GetTypes().Where(CmdletType.IsCmdlet).Select(type => new CmdletType(type))];
    }

    public string FolderPath { get; }

    /// <summary>The assemblies in the folder.</summary>
    public IReadOnlyList<string> AssemblyFiles { get; }

    /// <summary>The assemblies of the framework.</summary>
    public IReadOnlyList<string> PlatformFiles { get; }

    public IReadOnlyList<CmdletType> Cmdlets { get; }

    public static ModuleFolder Of(string edition) =>
        Opened.GetOrAdd(edition, static name => new Lazy<ModuleFolder>(() => new ModuleFolder(name))).Value;

    public Assembly Load(string fileName) => context.LoadFromAssemblyPath(Path.Combine(FolderPath, fileName));

    public Assembly LoadPowerShell() => context.LoadFromAssemblyName("System.Management.Automation");

    /// <summary>A type of the module's own assemblies.</summary>
    public Type? FindType(string fullName) => Load("Bitrix24.Imbot.dll").GetType(fullName) ?? Load("Bitrix24.Imbot.Core.dll").GetType(fullName);
}
