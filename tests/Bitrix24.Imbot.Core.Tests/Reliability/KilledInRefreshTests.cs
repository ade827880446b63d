using System.Diagnostics;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>
/// A process is killed at each step of a refresh. The store is always readable and contains the newest completely written pair, even if its file does
/// not have its final name yet. A pair that was not written completely is lost, and the next start says that you must authorize again.
/// </summary>
[Trait("Category", TestSize.Kill)]
public sealed class KilledInRefreshTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-kills-").FullName;

    private enum Expected
    {
        /// <summary>The server has not been called yet: the old pair is stored and valid.</summary>
        OldPairIsGood,

        /// <summary>The server has issued a new pair that wasn't stored.</summary>
        NewPairIsLost,

        /// <summary>The new pair is stored.</summary>
        NewPairIsStored,
    }

    /// <summary>The steps in order. At Sent, the server has processed the request, and its answer is on the way.</summary>
    private static readonly (string Step, Expected Expected)[] Steps =
    [
        ("Unlocked", Expected.OldPairIsGood),
        ("Locked", Expected.OldPairIsGood),
        ("Read", Expected.OldPairIsGood),
        ("Sent", Expected.NewPairIsLost),
        ("Answered", Expected.NewPairIsLost),
        ("Created", Expected.NewPairIsLost),
        ("Filled", Expected.NewPairIsStored),
        ("Replaced", Expected.NewPairIsStored),
        ("Written", Expected.NewPairIsStored),
        ("Released", Expected.NewPairIsStored),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StorePath => Path.Combine(folder, "tokens.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_a_kill_the_store_is_readable_and_the_next_start_reports_lost_tokens()
    {
        int kills = TestSize.Choose(ordinary: Steps.Length, full: 100);
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        int lost = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            (string step, Expected expected) = Steps[kill % Steps.Length];
            string before = portal.Application.RefreshToken;
            portal.Portal.Authorization.ExpireAccessTokens();
            await KillAtAsync(portal, step);

            TokenPair stored = await ReadAsync(portal);
            Assert.Equal((step, expected == Expected.OldPairIsGood), (step, before == portal.Application.RefreshToken));
            Assert.Equal((step, expected == Expected.NewPairIsStored ? portal.Application.RefreshToken : before), (step, stored.RefreshToken!.Reveal()));
            lost += await StartAgainAsync(portal, step, expected);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills at {Steps.Length} steps, {lost} of them with the new pair lost");
        Assert.True(lost > 0, "No kill fell between the request and the write: this test shows nothing.");
    }

    /// <summary>Reads the store like the next process.</summary>
    private async Task<TokenPair> ReadAsync(PortalEmulator portal)
    {
        FileTokenStore store = new(StorePath, portal.Address, portal.Application.ClientId);
        using IDisposable turn = await store.LockAsync(Cancellation);
        Assert.Equal(["tokens.json", "tokens.json.lock"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        return store.Read()!;
    }

    private async Task KillAtAsync(PortalEmulator portal, string step)
    {
        Dictionary<string, string> environment = ClientProcess.OAuthOf(portal, StorePath);
        environment["B24_CALLS"] = "1";
        environment["B24_RATE"] = "Unlimited";
        environment["B24_STEP"] = step;
        portal.Requests.Clear();
        if (step == "Sent")
        {
            portal.Faults.Add(new Fault(FaultKind.Delay, Fault.TokenEndpoint) { DelayMilliseconds = 60_000 });
        }

        using Process process = ClientProcess.Start(environment);
        if (step == "Sent")
        {
            while (!portal.Requests.Snapshot().Any(request => request is { Method: Fault.TokenEndpoint, Executed: true }))
            {
                await Task.Delay(5, Cancellation);
                Assert.False(process.HasExited, "The client ended before its refresh.");
            }
        }
        else
        {
            Assert.Equal(step, await process.StandardOutput.ReadLineAsync(Cancellation));
        }

        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    /// <summary>Starts again with the same store and with the parameters that a script would repeat.</summary>
    /// <returns>1 if a new authorization is required; otherwise 0.</returns>
    private async Task<int> StartAgainAsync(PortalEmulator portal, string step, Expected expected)
    {
        portal.Requests.Clear();
        Core.Authorization.OAuthApplication application = new(portal.Application.ClientId, Secret.FromText(portal.Application.ClientSecret)!, portal.Address);
        B24Session session = await new OAuthConnection(portal.Address, application)
        {
            Tokens = new TokenPair { RefreshToken = Secret.FromText("from-the-script"), Scope = portal.Application.Scope },
            Transport = TransportOptions.Default with { RequestRate = RequestRate.Unlimited },
            Store = new FileTokenStore(StorePath, portal.Address, application.ClientId),
        }.OpenAsync(cancellation: Cancellation);
        if (expected != Expected.NewPairIsLost)
        {
            await session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation);
            Assert.Equal(
                (step, expected == Expected.OldPairIsGood ? 1 : 0),
                (step, portal.Requests.Snapshot().Count(request => request.Method == Fault.TokenEndpoint)));
            return 0;
        }

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation));
        Assert.Equal((step, nameof(AuthorizationErrors.RefreshTokenRejected)), (step, error.ErrorId));
        Assert.Contains("authoriz", error.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        File.Delete(StorePath);
        return 1;
    }
}
