using System.Diagnostics;
using System.Globalization;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.State;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Several independent processes that use one portal.</summary>
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
        Dictionary<string, string> environment = ClientProcess.OAuthOf(portal, Path.Combine(folder, "tokens.json"));
        environment["B24_CALLS"] = "50";
        environment["B24_RATE"] = "Unlimited";

        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(environment)));

        Assert.All(outcomes, outcome => Assert.Equal((50, 0), (outcome.Answered, outcome.Failed)));
        Assert.Single(portal.Requests.Snapshot(), request => request.Method == "oauth/token");
    }

    [Fact]
    public async Task Ten_processes_wait_for_a_full_bucket_and_no_call_fails()
    {
        // The bucket is smaller than a portal's and leaks faster, so that the test is short. Each process assumes the portal's usual rate.
        await using PortalEmulator portal = await PortalEmulator.StartAsync(
            new EmulatorOptions { LimitRequestRate = true, BucketSize = 5, BucketLeak = 15 }, Cancellation);
        Dictionary<string, string> environment = new()
        {
            ["B24_WEBHOOK"] = portal.WebhookUri.AbsoluteUri,
            ["B24_CALLS"] = "5",
            ["B24_RATE"] = "Auto",
        };

        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync(environment)));

        IReadOnlyList<RecordedRequest> requests = portal.Requests.Snapshot();
        int refused = requests.Count(request => request.Status == 503);
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests.Count} requests, {refused} refused ({100.0 * refused / requests.Count:0} %)");
        Assert.All(outcomes, outcome => Assert.Equal((5, 0), (outcome.Answered, outcome.Failed)));
        Assert.True(refused > 0, "The bucket was never full: this test shows nothing.");
    }

    private static async Task<Outcome> RunAsync(Dictionary<string, string> environment)
    {
        using Process process = ClientProcess.Start(environment);
        string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        string[] fields = output.Trim().Split(';');
        return new Outcome(int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    private sealed record Outcome(int Answered, int Failed);
}
