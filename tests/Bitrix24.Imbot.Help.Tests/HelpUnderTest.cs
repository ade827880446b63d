using System.Reflection;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;

namespace Bitrix24.Imbot.Help.Tests;

/// <summary>The built module and the sources of its help.</summary>
internal static class HelpUnderTest
{
    public const string Russian = "ru-RU";

    public static readonly string[] Editions = ["Core", "Desktop"];

    public static string Root { get; } = typeof(HelpUnderTest).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Sources { get; } = Path.Combine(Root, "docs", "help");

    public static HelpFolder Folder { get; } = new(Sources);

    public static IReadOnlyDictionary<string, CmdletMetadata> Cmdlets { get; } = Read(Editions[0]);

    public static IReadOnlyDictionary<string, CmdletPage> Pages { get; } = Folder.ReadPagesWithoutFallback(HelpFolder.SourceCulture);

    public static IReadOnlyDictionary<string, CmdletPage> RussianPages { get; } = Folder.ReadPagesWithoutFallback(Russian);

    public static TheoryData<string> PageNames => [.. Pages.Keys];

    public static string ModuleFolder(string edition) => Path.Combine(Root, "module", "bin", edition);

    public static IReadOnlyDictionary<string, CmdletMetadata> Read(string edition) =>
        CmdletReader.Read(Path.Combine(ModuleFolder(edition), "Bitrix24.Imbot.dll")).ToDictionary(cmdlet => cmdlet.Name);
}
