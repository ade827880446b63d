using System.Reflection;

namespace Bitrix24.Imbot.Tests;

/// <summary>The files of the repository without build output and the folders of tools. Works without git.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = ["bin", "obj", "out", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(typeof(RepositoryFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    public static IEnumerable<string> All() => Under(Root);

    public static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Under));

    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is string name && !NotOurs.Contains(name) && (name is ".ci" or ".github" or ".config" || !name.StartsWith('.'));
}
