using Bitrix24.Imbot.Prose.Tests.Checking;
using Bitrix24.Imbot.Prose.Tests.Reading;

namespace Bitrix24.Imbot.Prose.Tests;

/// <summary>The readers find the texts in each kind of file, with their lines, and ignore code.</summary>
public class ReaderTests
{
    [Fact]
    public void Comments_doc_comments_and_strings_of_csharp_are_read() => Assert.Equal(
        [
            "1 Why it is so. And more of it.",
            "3 Gets a `cref=\"Bot\"` for the `code`.",
            "4 The name of it.",
            "6 The file `...` is missing. It can't be read.",
            "7 A trailing remark about it.",
            "9 Three words or more",
            "10 Another line of text",
        ],
        Read(
            "src/a.cs",
            "// Why it is so. And",
            "// more of it.",
            "/// <summary>Gets a <see cref=\"Bot\"/> for the <c>code</c>.</summary>",
            "/// <param name=\"name\">The name of it.</param>",
            "void B(string name) {",
            "    Throw($\"The file {name} is missing. \" +",
            "        \"It can't be read.\"); // A trailing remark about it.",
            "    Match(\"[a-z]+ \\\\d\", \"\"\"",
            "        Three words or more",
            "        Another line of text",
            "        \"\"\", \"two words\"); }"));

    [Fact]
    public void Strings_of_tests_are_not_read() =>
        Assert.Equal(["1 Why it is so."], Read("tests/a.cs", "// Why it is so.", "string a = \"Nobody shall read it.\";"));

    [Fact]
    public void Comments_and_strings_of_powershell_are_read() => Assert.Equal(
        ["3 Shows it. It is long.", "6 Why it is so.", "7 The value `...` of the file is wrong."],
        Read(
            "a.ps1",
            "<#",
            ".SYNOPSIS",
            "Shows it.",
            "It is long.",
            "#>",
            "# Why it is so.",
            "throw \"The value $($a.Name) of the file is wrong.\"",
            "$b = 'a#b', \"`\"#\""));

    [Fact]
    public void Comments_and_strings_of_scripts_are_read() => Assert.Equal(
        ["1 Why it is so.", "2 No dialog with `...` was found.", "4 It is long."],
        Read("a.js", "// Why it is so.", "show(`No dialog with ${name} was found.`);", "const a = /['\"]/g;", "/** It is long. */"));

    [Fact]
    public void Texts_attributes_and_comments_of_a_page_are_read() => Assert.Equal(
        ["1 Find a dialog or a person", "2 The emulator doesn't answer.", "3 Why it is so."],
        Read("a.html", "<input placeholder=\"Find a dialog or a person\">", "<p>The emulator doesn't answer.</p>", "<!-- Why it is so. -->"));

    [Fact]
    public void Paragraphs_headings_cells_and_comments_of_markdown_are_read() => Assert.Equal(
        ["5 A heading", "7 A text with a link and `code`.", "9 An item.", "11 A cell", "15 Why it is so."],
        Read(
            "a.md",
            "---",
            "title: nothing",
            "---",
            "",
            "# A heading",
            "",
            "A text with",
            "a [link](b.md) and `code`.",
            "- An item.",
            "",
            "| A cell |",
            "| --- |",
            "",
            "```powershell",
            "# Why it is so.",
            "Get-It",
            "```",
            "",
            "```text",
            "# Not read",
            "```"));

    [Fact]
    public void Comments_of_settings_are_read() => Assert.Equal(
        ["2 Why it is so.", "4 More of it here."],
        Read("a.yml", "on: push", "# Why it is so.", "key: a#b", "run: echo '#no' # More of it here."));

    [Fact]
    public void Texts_of_forms_and_steps() => Assert.Equal(
        ["1 What happens", "4 Is it a fault? Report it."],
        Read("a.yml", "  - name: What happens", "    id: what", "    value: |", "      Is it a fault?", "      Report it.", "    run: echo no"));

    [Fact]
    public void Comments_of_project_files_are_read() =>
        Assert.Equal(["2 Why it is so."], Read("a.csproj", "<Project>", "<!-- Why it is so. -->", "</Project>"));

    private static string[] Read(string file, params string[] lines) =>
    [
        .. RepositoryTexts.Read(file, string.Join('\n', lines))!
            .OrderBy(text => text.Line)
            .Select(text => $"{text.Line} {string.Join(' ', Sentence.Of(text).Select(sentence => sentence.Text))}"),
    ];
}
