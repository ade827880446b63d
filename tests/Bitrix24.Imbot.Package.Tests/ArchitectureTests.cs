using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Rules for the sources of all projects.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The row of a method contains its facts, and all other code refers to the row.</summary>
    [Fact]
    public void Method_names_occur_only_in_the_table()
    {
        string[] naming = [.. RepositoryFiles.Under(BuildFacts.CoreSources).Concat(RepositoryFiles.Under(BuildFacts.CmdletSources))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && MethodInText().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file))];
        Assert.Equal(["ApiMethods.cs"], naming);
    }

    [GeneratedRegex("\"((imbot|im)\\.v2\\.[A-Za-z.]+|im\\.notify\\.[a-z.]+|(user|department)\\.(get|search))\"")]
    private static partial Regex MethodInText();

    [Theory]
    [InlineData("Bitrix24.Imbot.Core")]
    [InlineData("Bitrix24.Imbot")]
    [InlineData("Bitrix24.Imbot.Emulator")]
    [InlineData("Bitrix24.Imbot.Markdown")]
    [InlineData("Bitrix24.Imbot.Cron")]
    public void Namespaces_match_folders(string project)
    {
        string folder = Path.Combine(BuildFacts.RepositoryRoot, "src", project);
        string[] files = [.. RepositoryFiles.Under(folder).Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && file != "Program.cs")];
        Assert.NotEmpty(files);
        Findings.MustBeNone(files
            .Where(file => !File.ReadAllText(Path.Combine(folder, file)).Contains($"namespace {NamespaceOf(project, file)};", StringComparison.Ordinal))
            .Select(file => $"{file} has another namespace than its folder."));
    }

    private static string NamespaceOf(string project, string file) =>
        $"{project}.{Path.GetDirectoryName(file)!.Replace(Path.DirectorySeparatorChar, '.')}".TrimEnd('.');
}
