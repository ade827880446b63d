using System.Text.Json;
using Bitrix24.Imbot.Package.Tests.PowerShell;

[assembly: AssemblyFixture(typeof(PowerShellHost))]

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The PowerShell of this machine, asked once a run; and the account of what Pester did, for people and for the build.</summary>
public sealed class PowerShellHost : IDisposable
{
    private const string Question = """
        $pester = Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
        ConvertTo-Json ([ordered]@{ Version = "$($PSVersionTable.PSVersion)"; PesterPath = $pester.Path; PesterVersion = "$($pester.Version)" })
        """;

    private static readonly string CountsFile = Path.Combine(BuildFacts.TestResults, "pester-counts.txt");
    private static readonly string HostFile = Path.Combine(BuildFacts.TestResults, "powershell-host.txt");

    private readonly Lock counting = new();
    private readonly Lazy<Task> prepared;
    private string? pwsh;
    private string? pesterPath;

    public PowerShellHost()
    {
        // Not before it is needed.
        prepared = new Lazy<Task>(PrepareAsync);
    }

    public string Version { get; private set; } = string.Empty;

    /// <summary>The manifest of the installed package.</summary>
    public string Manifest { get; private set; } = string.Empty;

    public void Dispose() => ModuleUnderTest.Remove();

    /// <summary>The pwsh to run. Where there is none the test is skipped.</summary>
    public async Task<string> RequirePwshAsync()
    {
        await prepared.Value;
        Assert.SkipWhen(pwsh is null, "pwsh is not on the PATH");
        return pwsh;
    }

    /// <summary>The Pester to import. Where there is none the test is skipped.</summary>
    public async Task<string> RequirePesterAsync()
    {
        await prepared.Value;
        Assert.SkipWhen(MissingForPester is not null, MissingForPester ?? string.Empty);
        return pesterPath!;
    }

    /// <summary>Adds a line <c>file;passed;failed;skipped</c>.</summary>
    public void Count(string file, PesterResult result)
    {
        lock (counting)
        {
            File.AppendAllText(CountsFile, $"{file};{result.Passed};{result.Failed};{result.Total - result.Passed - result.Failed}\n");
        }
    }

    private async Task PrepareAsync()
    {
        pwsh = PowerShellProcess.FindOnPath();
        string pesterVersion = string.Empty;
        if (pwsh is not null)
        {
            ProcessOutcome outcome = await PowerShellProcess.AskAsync(pwsh, Question, TimeSpan.FromMinutes(1));
            Assert.True(outcome.ExitCode == 0, $"pwsh is on the PATH and does not work:{Environment.NewLine}{outcome.Everything}");
            using JsonDocument answer = JsonDocument.Parse(outcome.Output);
            Version = answer.RootElement.GetProperty("Version").GetString()!;
            pesterPath = answer.RootElement.GetProperty("PesterPath").GetString();
            pesterVersion = answer.RootElement.GetProperty("PesterVersion").GetString()!;
            Manifest = await ModuleUnderTest.ManifestAsync;
        }

        Directory.CreateDirectory(BuildFacts.TestResults);
        File.Delete(CountsFile);
        File.WriteAllText(HostFile, (MissingForPester ?? $"pwsh {Version}, Pester {pesterVersion}") + "\n");
    }

    private string? MissingForPester => pwsh is null
        ? "pwsh is not on the PATH"
        : pesterPath is null ? "Pester 5 is not installed for pwsh" : null;
}
