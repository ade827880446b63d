using System.Diagnostics;
using System.Text.Json;
using Bitrix24.Imbot.Package.Tests.PowerShell;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Runs the packed Desktop build on Mono, which is as strict about assembly versions as .NET Framework if it is started this way.</summary>
public sealed class MonoTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("b24-mono-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Desktop_build_works_without_binding_redirects_and_calls_a_portal()
    {
        Assert.SkipWhen(!IsOnPath("mono"), "Mono is not on the PATH.");
        PackedModule module = await ModuleUnderTest.GetAsync(Editions.Core);
        Copy(Path.Combine(module.Folder, "module", "bin", Editions.Desktop), "*.dll");
        Copy(BuildFacts.PowerShellStandard, "System.Management.Automation.dll");
        Copy(BuildFacts.MonoClient, "Bitrix24.Imbot.MonoClient.exe");
        Assert.Empty(folder.GetFiles("*.config"));

        using Process emulator = Process.Start(new ProcessStartInfo(
            RealPowerShell.DotNet, [BuildFacts.Emulator, "--json", "--self-hosted", "--expired-token", "--parent-pid", $"{Environment.ProcessId}"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            JsonElement portal = JsonDocument.Parse((await emulator.StandardOutput.ReadLineAsync(Cancellation))!).RootElement;
            ProcessOutcome outcome = await PowerShellProcess.RunAsync(CreateStart(portal), Limit);
            TestContext.Current.TestOutputHelper?.WriteLine(outcome.Everything);

            Assert.True(outcome.ExitCode == 0, outcome.Everything);
            string[] lines = outcome.Output.Trim().Split('\n', StringSplitOptions.TrimEntries);
            Assert.Collection(
                lines,
                line => Assert.Matches("^prepared [1-9][0-9]{3} methods of Bitrix24.Imbot.Core$", line),
                line => Assert.Matches("^prepared [1-9][0-9]{2,3} methods of Bitrix24.Imbot$", line),
                line => Assert.Matches("^prepared [1-9][0-9]{1,2} methods of Bitrix24.Imbot.Markdown$", line),
                line => Assert.Matches("^prepared [1-9] methods of Bitrix24.Imbot.Cron$", line),
                line => Assert.Equal("sent a Cyrillic text", line),
                line => Assert.Matches("^got the portal's error [A-Z_]+$", line),
                line => Assert.Equal("sent 40 messages in parallel", line),
                line => Assert.Equal("sent 120 messages in batches", line),
                line => Assert.Matches("^refreshed an expired access token for revision [0-9]+$", line),
                line => Assert.Equal("got PortalUnreachable for a portal that cannot be reached", line),
                line => Assert.Equal("converted Markdown", line),
                line => Assert.Equal("found the time of a cron expression", line),
                line => Assert.Equal("done", line));
            string[] arrived = await GetMessagesAsync(portal);
            Assert.Equal(1 + 40 + 120, arrived.Length);
            Assert.Equal("Привет, мир", arrived[0]);
        }
        finally
        {
            emulator.Kill();
        }
    }

    private static async Task<string[]> GetMessagesAsync(JsonElement portal)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        string messages = await http.GetStringAsync($"{portal.GetProperty("controlUri").GetString()}chats/chat5/messages", Cancellation);
        return [.. JsonDocument.Parse(messages).RootElement.EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }

    private ProcessStartInfo CreateStart(JsonElement portal)
    {
        ProcessStartInfo start = new("mono", ["--assembly-loader=strict", Path.Combine(folder.FullName, "Bitrix24.Imbot.MonoClient.exe")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string variable, string property) in (IEnumerable<(string, string)>)
        [
            ("B24_WEBHOOK", "webhookUri"), ("B24_DOMAIN", "domain"), ("B24_CLIENT_ID", "clientId"), ("B24_CLIENT_SECRET", "clientSecret"),
            ("B24_ACCESS_TOKEN", "accessToken"), ("B24_REFRESH_TOKEN", "refreshToken"), ("B24_SCOPE", "scope"),
        ])
        {
            start.Environment[variable] = portal.GetProperty(property).GetString();
        }

        return start;
    }

    private void Copy(string source, string pattern)
    {
        foreach (string file in Directory.GetFiles(source, pattern))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(place => File.Exists(Path.Combine(place, program)));
}
