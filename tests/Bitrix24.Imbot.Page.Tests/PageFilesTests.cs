using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Pages;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Rules for the content of the page's files.</summary>
public sealed partial class PageFilesTests
{
    private static readonly (string Name, string Text)[] Files =
        [.. typeof(PageFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("page/", StringComparison.Ordinal))
            .Select(name => name["page/".Length..].Replace('\\', '/'))
            .Select(name => (name, System.Text.Encoding.UTF8.GetString(PageFiles.Find(name)!.Body)))];

    [Fact]
    public void The_files_of_the_page_contain_no_external_addresses()
    {
        Assert.True(Files.Length > 30, "The page's files are not in the assembly.");
        string[] allowed = ["http://www.w3.org/2000/svg"];
        string[] found = [.. Files.SelectMany(file => Address().Matches(file.Text).Select(match => $"{file.Name}: {match.Value}"))
            .Where(entry => !allowed.Any(address => entry.EndsWith(address, StringComparison.Ordinal)))];
        Assert.Empty(found);
    }

    [Fact]
    public void No_file_of_the_page_parses_text_as_markup_or_code() => Assert.Empty(Files.SelectMany(
        file => Dangerous().Matches(file.Text).Select(match => $"{file.Name}: {match.Value}")));

    [Fact]
    public void Every_reaction_has_a_symbol()
    {
        string text = Files.Single(file => file.Name == "script/reactions.js").Text;
        string signs = text[text.IndexOf("signs = {", StringComparison.Ordinal)..text.IndexOf("};", StringComparison.Ordinal)];
        string[] names = [.. SignName().Matches(signs).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];
        Assert.Equal(48, names.Length);
        Assert.All(names, name => Assert.Equal(name, ReactionTable.Find(name)));
    }

    [GeneratedRegex("https?://[a-z0-9.-]+[^\\s\"'`<>)]*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(|new Function|setAttribute\\('on|createContextualFragment|srcdoc|<script(?! (type=\"module\" )?src=)")]
    private static partial Regex Dangerous();

    [GeneratedRegex("(\\w+): '")]
    private static partial Regex SignName();
}
