using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>
/// docs/methods.md lists the cmdlets and tests of each method of the catalog. It is generated from the sources; with
/// <c>B24_WRITE_DOCS=1</c> in the environment this test writes it.
/// </summary>
public sealed partial class MethodTableTests
{
    private static readonly (string Name, string Text)[] Sources = Read(BuildFacts.CoreSources, ".cs");

    /// <summary>The names of the rows in the table of methods.</summary>
    private static readonly Dictionary<string, string> RowNames = RowIn().Matches(Sources.Single(file => file.Name == "ApiMethods").Text)
        .ToDictionary(match => match.Groups["method"].Value, match => match.Groups["row"].Value);

    private static readonly (string Name, string Text)[] Cmdlets = [.. Read(Path.Combine(BuildFacts.CmdletSources, "Cmdlets"), ".cs")
        .Select(file => (file.Name, CmdletWork.WithWork(file.Text)))];

    private static readonly (string Name, string Text)[] PesterFiles = Read(BuildFacts.PesterFiles, ".Tests.ps1");

    private static readonly string Document = Path.Combine(BuildFacts.RepositoryRoot, "docs", "methods.md");

    [Fact]
    public void Every_method_has_a_cmdlet_and_tests()
    {
        Findings.MustBeNone(Methods().Where(method => !RowNames.ContainsKey(method)).Select(method => $"{method}: the row in ApiMethods is missing."));
        List<Row> rows = [.. Methods().Select(RowOf)];
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

    /// <summary>The methods of the bot API in the order of the catalog, and then the other methods in the order of <c>ApiMethods</c>.</summary>
    private static IEnumerable<string> Methods()
    {
        using JsonDocument catalogue = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BuildFacts.RepositoryRoot, "tests", "Facts", "imbot-v2.json")));
        return catalogue.RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("name").GetString()!).ToArray().Union(RowNames.Keys);
    }

    private static Row RowOf(string method)
    {
        // The request class names the method's row, and the cmdlets or the classes that do their work name the request class.
        string[] requests = [.. Sources.Where(file => Regex.IsMatch(file.Text, $@"\bApiMethods\.{RowNames[method]}\b")).Select(file => file.Name)];
        string[] cmdlets = [.. Cmdlets
            .Where(file => requests.Any(request => Regex.IsMatch(file.Text, $@"\b{request}\b")))
            .Select(file => CmdletIn().Match(file.Text))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups["verb"].Value}-{match.Groups["noun"].Value}")
            .Order(StringComparer.Ordinal)];
        string contract = PesterFiles.Single(file => file.Name == "Contract").Text;
        string[] tests = [.. PesterFiles
            .Where(file => file.Name != "Contract" && cmdlets.Any(cmdlet => IsAbout(file.Name, file.Text, cmdlet)))
            .Select(file => file.Name + ".Tests.ps1").Order(StringComparer.Ordinal)];
        return new Row(method, cmdlets, contract.Contains($"'{method}' = {{", StringComparison.Ordinal), tests);
    }

    /// <summary>Finds a part of the file about the cmdlet. BotLife is about all cmdlets that it runs.</summary>
    private static bool IsAbout(string file, string text, string cmdlet) =>
        Regex.IsMatch(text, file == "BotLife" ? $@"{cmdlet}(?!\w)" : $@"(?m)^\s*(Describe|Context) '.*{cmdlet}(?!\w)");

    private static string Table(List<Row> rows)
    {
        StringBuilder text = new();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
            # Methods, cmdlets and tests

            `MethodTableTests` generates this page from the sources, so don't edit it. {rows.Count(row => !Missing(row).Any())} of {rows.Count} methods have a cmdlet and tests.

            For each method, `Contract.Tests.ps1` runs the cmdlets in PowerShell and compares the request with the catalog (`tests/Facts`). It must contain every
            documented parameter with the right place and type, and nothing else. For the methods at the end of the table, which don't belong to the bot API,
            only the names of the parameters are compared. `SampleTests` checks that each sample answer and event is read completely, and `ErrorCodeTests` checks
            the error codes. The last column lists the Pester files of the cmdlets.

            | Method | Cmdlets | Tested in |
            | --- | --- | --- |

            """);
        foreach (Row row in rows)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{row.Method}` | {string.Join(", ", row.Cmdlets)} | {string.Join(", ", row.Tests)} |\n");
        }

        return text.ToString();
    }

    private static (string Name, string Text)[] Read(string folder, string ending) => [.. RepositoryFiles.Under(folder)
        .Where(file => file.EndsWith(ending, StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(file)[..^ending.Length], File.ReadAllText(file)))];

    [GeneratedRegex("ApiMethod (?<row>\\w+) { get; } = Add\\(\\s*\"(?<method>[^\"]+)\"")]
    private static partial Regex RowIn();

    [GeneratedRegex("\\[Cmdlet\\(Verbs\\w+\\.(?<verb>\\w+), \"(?<noun>\\w+)\"")]
    private static partial Regex CmdletIn();

    private sealed record Row(string Method, string[] Cmdlets, bool IsInContract, string[] Tests);
}
