using System.Text.Json;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The PowerShell of this machine, asked once a run; and the account of what Pester did, for people and for the build.</summary>
public sealed class PowerShellHost : IAsyncLifetime
{
    private const string Question = """
        $pester = Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
        ConvertTo-Json ([ordered]@{ Version = "$($PSVersionTable.PSVersion)"; PesterPath = $pester.Path; PesterVersion = "$($pester.Version)" })
        """;

    private static readonly string CountsFile = Path.Combine(BuildFacts.TestResults, "pester-counts.txt");
    private static readonly string HostFile = Path.Combine(BuildFacts.TestResults, "powershell-host.txt");

    private string? pwsh;
    private string? pesterPath;

    public string Version { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
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
        }

        Directory.CreateDirectory(BuildFacts.TestResults);
        File.Delete(CountsFile);
        File.WriteAllText(HostFile, (MissingForPester ?? $"pwsh {Version}, Pester {pesterVersion}") + "\n");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The pwsh to run. Where there is none the test is skipped.</summary>
    public string RequirePwsh()
    {
        Assert.SkipWhen(pwsh is null, "pwsh is not on the PATH");
        return pwsh;
    }

    /// <summary>The Pester to import. Where there is none the test is skipped.</summary>
    public string RequirePester()
    {
        Assert.SkipWhen(MissingForPester is not null, MissingForPester ?? string.Empty);
        return pesterPath!;
    }

    /// <summary>Adds a line <c>file;passed;failed;skipped</c>.</summary>
    public static void Count(string file, PesterResult result) =>
        File.AppendAllText(CountsFile, $"{file};{result.Passed};{result.Failed};{result.Total - result.Passed - result.Failed}\n");

    private string? MissingForPester => pwsh is null
        ? "pwsh is not on the PATH"
        : pesterPath is null ? "Pester 5 is not installed for pwsh" : null;
}
