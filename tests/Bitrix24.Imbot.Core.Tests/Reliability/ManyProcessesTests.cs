using System.Diagnostics;
using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Emulator;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Several processes that know nothing of each other, on one portal.</summary>
public sealed class ManyProcessesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-processes-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Eight_processes_with_one_expired_token_in_one_store_make_one_refresh()
    {
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        portal.Portal.Authorization.ExpireAccessTokens();
        Dictionary<string, string> environment = OAuthOf(portal);
        environment["B24_CALLS"] = "50";
        environment["B24_RATE"] = "Unlimited";

        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(environment)));

        Assert.All(outcomes, outcome => Assert.Equal((50, 0), (outcome.Answered, outcome.Failed)));
        Assert.Single(portal.Requests.Snapshot(), request => request.Method == "oauth/token");
    }

    [Fact]
    public async Task Ten_processes_at_a_full_bucket_wait_and_none_fails()
    {
        // The bucket is smaller than a portal's and leaks faster, so that the test is short; each process counts on the portal's own pace.
        await using PortalEmulator portal = await PortalEmulator.StartAsync(
            new EmulatorOptions { LimitRequestRate = true, BucketSize = 10, BucketLeak = 5 }, Cancellation);
        Dictionary<string, string> environment = new()
        {
            ["B24_WEBHOOK"] = portal.WebhookUri.AbsoluteUri,
            ["B24_CALLS"] = "8",
            ["B24_RATE"] = "Auto",
        };

        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync(environment)));

        IReadOnlyList<RecordedRequest> requests = portal.Requests.Snapshot();
        int refused = requests.Count(request => request.Status == 503);
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests.Count} requests, {refused} refused ({100.0 * refused / requests.Count:0} %)");
        Assert.All(outcomes, outcome => Assert.Equal((8, 0), (outcome.Answered, outcome.Failed)));
        Assert.True(refused > 0, "The bucket was never full: this test shows nothing.");
    }

    /// <summary>
    /// Killed at any moment of a refresh. What is possible: the store is always readable and holds a pair whose writing was complete. What is not: when
    /// the kill falls between the server's answer and the write, the new pair is lost, the next start tries the old one, and the server refuses it.
    /// </summary>
    [Fact]
    public async Task A_process_killed_anywhere_in_a_refresh_leaves_a_store_that_can_be_read()
    {
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        Random chance = new(20261122);
        Dictionary<string, string> environment = OAuthOf(portal);
        environment["B24_CALLS"] = "1";
        environment["B24_RATE"] = "Unlimited";
        FileTokenStore store = new(environment["B24_STORE"], portal.Address, portal.Application.ClientId);
        int lost = 0;
        for (int round = 0; round < 25; round++)
        {
            portal.Portal.Authorization.ExpireAccessTokens();
            TimeSpan life = TimeSpan.FromMilliseconds(chance.Next(40, 400));
            await RunAsync(environment, life);
            TokenPair? stored = store.Read();
            if (stored is not null && stored.RefreshToken!.Reveal() != portal.Application.RefreshToken)
            {
                // Answered and not written: authorization must be given again, as the next start says.
                lost++;
                Outcome next = await RunAsync(environment);
                Assert.Equal("RefreshTokenRejected", next.Errors);
                File.Delete(environment["B24_STORE"]);
                environment["B24_ACCESS_TOKEN"] = portal.Application.AccessToken;
                environment["B24_REFRESH_TOKEN"] = portal.Application.RefreshToken;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"25 kills, {lost} of them between the answer and the write");
        Outcome last = await RunAsync(environment);
        Assert.Equal((1, 0), (last.Answered, last.Failed));
    }

    private Dictionary<string, string> OAuthOf(PortalEmulator portal) => new()
    {
        ["B24_DOMAIN"] = portal.Address.AbsoluteUri,
        ["B24_CLIENT_ID"] = portal.Application.ClientId,
        ["B24_CLIENT_SECRET"] = portal.Application.ClientSecret,
        ["B24_ACCESS_TOKEN"] = portal.Application.AccessToken,
        ["B24_REFRESH_TOKEN"] = portal.Application.RefreshToken,
        ["B24_SCOPE"] = portal.Application.Scope,
        ["B24_STORE"] = Path.Combine(folder, "tokens.json"),
    };

    private static async Task<Outcome> RunAsync(Dictionary<string, string> environment, TimeSpan? life = null)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Bitrix24.Imbot.ReliabilityClient.dll") },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (KeyValuePair<string, string> variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancellation);
        if (life is { } time)
        {
            await Task.WhenAny(process.WaitForExitAsync(Cancellation), Task.Delay(time, Cancellation));
            process.Kill();
        }

        await process.WaitForExitAsync(Cancellation);
        string[] fields = (await output).Trim().Split(';');
        return fields.Length < 4
            ? new Outcome(0, 0, string.Empty)
            : new Outcome(int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), fields[3]);
    }

    private sealed record Outcome(int Answered, int Failed, string Errors);
}
