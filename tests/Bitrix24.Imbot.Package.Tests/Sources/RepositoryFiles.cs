namespace Bitrix24.Imbot.Package.Tests.Sources;

/// <summary>The files of the project without what is built or belongs to a tool; works without git, too.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = ["bin", "obj", "out", "TestResults"];

    public static IEnumerable<string> All() => Under(BuildFacts.RepositoryRoot);

    public static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Under));

    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is string name && !NotOurs.Contains(name) && (name is ".ci" or ".github" || !name.StartsWith('.'));
}
