using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Checks the links in the pages of the package.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void The_target_of_every_link_to_a_file_exists()
    {
        string[] pages = [Path.Combine(BuildFacts.RepositoryRoot, "llms.txt"), .. Directory.GetFiles(ModuleUnderTest.Folder, "*.md"), .. Directory.GetFiles(Path.Combine(ModuleUnderTest.Folder, "docs"), "*.md")];
        (string Page, string Target)[] links = [.. pages.SelectMany(page => Link().Matches(File.ReadAllText(page)), (page, link) => (page, link.Groups["target"].Value))];
        Assert.True(links.Length > 40, $"Only {links.Length} links were found.");
        Findings.MustBeNone(links.Where(link => !File.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.Target)))
            .Select(link => $"{link.Page}: there is no {link.Target}."));
    }

    [GeneratedRegex(@"\]\((?!https?:|\$)(?<target>[^)#\s]+)")]
    private static partial Regex Link();
}
