using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>
/// docs/methods.md says for each method of the catalogue which cmdlet calls it and which tests prove it. It is made from the sources; with
/// <c>B24_WRITE_DOCS=1</c> in the environment this test writes it.
/// </summary>
public sealed partial class MethodTableTests
{
    private static readonly string Document = Path.Combine(BuildFacts.RepositoryRoot, "docs", "methods.md");

    [Fact]
    public void Every_method_has_a_cmdlet_and_tests()
    {
        List<Row> rows = [.. Methods().Select(RowOf)];
        Assert.Equal(40, rows.Count);
        Findings.MustBeNone(rows.SelectMany(row => Missing(row).Select(what => $"{row.Method}: {what}")));
    }

    [Fact]
    public void The_table_is_up_to_date()
    {
        string table = Table([.. Methods().Select(RowOf)]);
        if (Environment.GetEnvironmentVariable("B24_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, table);
        }

        Assert.True(File.Exists(Document) && File.ReadAllText(Document) == table, "docs/methods.md is not what the sources say: run this test with B24_WRITE_DOCS=1.");
    }

    private static IEnumerable<string> Missing(Row row)
    {
        if (row.Cmdlets.Length == 0)
        {
            yield return "no cmdlet sends its request.";
        }

        if (!row.IsInContract)
        {
            yield return "Contract.Tests.ps1 does not call it.";
        }

        if (row.Tests.Length == 0)
        {
            yield return "no Pester file runs its cmdlets.";
        }
    }

    private static IEnumerable<string> Methods()
    {
        using JsonDocument catalogue = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BuildFacts.RepositoryRoot, "tests", "Facts", "imbot-v2.json")));
        return [.. catalogue.RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("name").GetString()!)];
    }

    private static Row RowOf(string method)
    {
        // The request class names the method, and the cmdlets make the request.
        string[] requests = [.. Sources(BuildFacts.CoreSources).Where(file => file.Text.Contains($"MethodName.Parse(\"{method}\")", StringComparison.Ordinal)).Select(file => file.Name)];
        string[] cmdlets = [.. Sources(Path.Combine(BuildFacts.CmdletSources, "Commands"))
            .Where(file => requests.Any(request => file.Text.Contains($"new {request}(", StringComparison.Ordinal)))
            .Select(file => CmdletIn().Match(file.Text))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups["verb"].Value}-{match.Groups["noun"].Value}")
            .Order(StringComparer.Ordinal)];
        string contract = File.ReadAllText(Path.Combine(BuildFacts.PesterFiles, "Contract.Tests.ps1"));
        string[] tests = [.. Directory.GetFiles(BuildFacts.PesterFiles, "*.Tests.ps1")
            .Where(file => Path.GetFileName(file) != "Contract.Tests.ps1")
            .Where(file => File.ReadAllText(file) is string text && cmdlets.Any(cmdlet => Regex.IsMatch(text, $@"{cmdlet}(?!\w)")))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        return new Row(method, cmdlets, contract.Contains($"'{method}' = {{", StringComparison.Ordinal), tests);
    }

    private static string Table(List<Row> rows)
    {
        StringBuilder text = new();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
            # Methods, cmdlets and tests

            Made by `MethodTableTests` from the sources; not to be edited. {rows.Count(row => !Missing(row).Any())} of {rows.Count} methods have a cmdlet and tests.

            For each method `Contract.Tests.ps1` runs the cmdlets in PowerShell and holds what the portal got against the catalogue (`tests/Facts`): every
            documented parameter in its place and of its type, and nothing else. `SampleTests` reads each sample answer and event and looks that nothing of
            it is lost; `ErrorCodeTests` does so for the error codes. The last column names the Pester files that run the cmdlets for what they do.

            | method | cmdlets | behaviour tested in |
            | --- | --- | --- |

            """);
        foreach (Row row in rows)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{row.Method}` | {string.Join(", ", row.Cmdlets)} | {string.Join(", ", row.Tests)} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Text)> Sources(string folder) => RepositoryFiles.Under(folder)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    [GeneratedRegex("\\[Cmdlet\\(Verbs\\w+\\.(?<verb>\\w+), \"(?<noun>\\w+)\"")]
    private static partial Regex CmdletIn();

    private sealed record Row(string Method, string[] Cmdlets, bool IsInContract, string[] Tests);
}
