using System.Globalization;
using Bitrix24.Imbot.Package.Tests.PowerShell;

[assembly: AssemblyFixture(typeof(PesterAccount))]

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Adds up the Pester results for the end of <c>dotnet test</c>, and removes the installed module at the end.</summary>
public sealed class PesterAccount : IDisposable
{
    private static readonly string SummaryFile = Path.Combine(BuildFacts.TestResults, "pester.txt");
    private static readonly string TimesFile = Path.Combine(BuildFacts.TestResults, "pester-times.csv");
    private readonly Lock counting = new();
    private readonly List<(string Build, string File, PesterResult Result)> counted = [];

    public PesterAccount()
    {
        Directory.CreateDirectory(BuildFacts.TestResults);
        File.Delete(SummaryFile);
        File.Delete(TimesFile);
    }

    public void Dispose()
    {
        if (counted.Count > 0)
        {
            File.WriteAllLines(SummaryFile, counted.GroupBy(item => item.Build).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Summarize));
            File.WriteAllLines(
                TimesFile,
                counted.OrderByDescending(item => item.Result.Seconds)
                    .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Build},{item.File},{item.Result.Seconds:0.0}")));
        }

        ModuleUnderTest.Remove();
    }

    internal void Count(string build, string file, PesterResult result)
    {
        lock (counting)
        {
            counted.Add((build, file, result));
        }
    }

    private static string Summarize(IGrouping<string, (string Build, string File, PesterResult Result)> group)
    {
        PesterResult[] results = [.. group.Select(item => item.Result)];
        int passed = results.Sum(result => result.Passed);
        int failed = results.Sum(result => result.Failed);
        int skipped = results.Sum(result => result.Total) - passed - failed;
        string versions = string.Join(" or ", results.Select(result => $"PowerShell {result.PowerShell} with Pester {result.Pester}").Distinct());
        return $"Pester on the {group.Key} build, {versions}: {passed} passed, {failed} failed, {skipped} skipped in {results.Length} files";
    }
}
