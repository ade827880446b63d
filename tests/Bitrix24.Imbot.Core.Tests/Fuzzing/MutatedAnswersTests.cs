using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>
/// Damaged answers and events, read like real ones. Each gives a result with readable properties, or an error of a known kind.
/// </summary>
[Trait("Category", TestSize.Fuzzing)]
public sealed class MutatedAnswersTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly Uri Address = new("https://portal.example.com/rest/1/code/method");
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Each_damaged_answer_gives_a_result_or_a_typed_error()
    {
        int count = TestSize.Choose(ordinary: 1_000, full: 200_000);
        int first = TestSize.Seed;
        (TypedRequest[] requests, byte[][] bodies) = await SampleAnswers.CollectAsync(fixture, TestContext.Current.CancellationToken);
        Assert.InRange(requests.Length, 30, int.MaxValue);
        ConcurrentDictionary<string, int> ends = new();
        ConcurrentBag<string> findings = [];
        long slowest = 0;
        int underWay = first;
        Task work = Task.Run(() =>
        {
            for (int seed = first; seed < first + count; seed++)
            {
                Volatile.Write(ref underWay, seed);
                Stopwatch watch = Stopwatch.StartNew();
                string end = Run(seed, requests, bodies, findings);
                slowest = Math.Max(slowest, watch.ElapsedMilliseconds);
                ends.AddOrUpdate(end, 1, (_, known) => known + 1);
            }
        }, TestContext.Current.CancellationToken);
        while (!work.IsCompleted)
        {
            int before = Volatile.Read(ref underWay);
            await Task.WhenAny(work, Task.Delay(MaxTime, TestContext.Current.CancellationToken));
            Assert.True(work.IsCompleted || Volatile.Read(ref underWay) != before, $"Seed {before} hangs.");
        }

        await work;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} answers, slowest {slowest} ms: {string.Join(", ", ends.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(findings.IsEmpty, $"{findings.Count} crashes:\n{string.Join("\n", findings.Take(10))}");
        Assert.True(ends.GetValueOrDefault("result") > count / 20, "Hardly any mutation was read to a result: the mutations are too coarse to show anything.");
        Assert.True(ends.Keys.Count(end => end != "result") >= 4, "Hardly any kind of error was met.");
    }

    private static string Run(int seed, TypedRequest[] requests, byte[][] bodies, ConcurrentBag<string> findings)
    {
        Random chance = new(seed);
        byte[] body = Mutation.Apply(bodies[chance.Next(bodies.Length)], bodies, chance);
        int status = chance.Next(4) switch { 0 => 400, 1 => 500, _ => 200 };
        HttpAnswer answer = new(status, body, null, null);
        TypedRequest request = requests[chance.Next(requests.Length)];
        try
        {
            _ = CallText.FormatAnswer(answer, [Secret.FromText("a-secret-value")!]);
            if (chance.Next(20) == 0)
            {
                ReadTokens(answer);
                return "result";
            }

            PortalAnswer read = AnswerReader.Read(answer, Address, request.Method, [Secret.FromText("a-secret-value")!]);
            ObjectWalk.Over(read);
            ObjectWalk.Over(request.Read(read.Result));
            ObjectWalk.Over(Core.Json.PlainValue.From(read.Envelope));
            foreach (PortalEvent item in read.Result.Items("events").Select(item => new PortalEvent(item)).Append(new PortalEvent(read.Result)))
            {
                ObjectWalk.Over(item);
                using MemoryStream file = new();
                using Utf8JsonWriter writer = new(file);
                item.Json.WriteTo(writer);
            }

            return "result";
        }
        catch (B24Exception error)
        {
            _ = error.ToString();
            return error.ErrorId;
        }
        catch (Exception crash)
        {
            findings.Add($"seed {seed}, {request.Name}: {crash}\n{Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 3000)))}");
            return crash.GetType().Name;
        }
    }

    /// <summary>The authorization server's answers have a separate reader.</summary>
    private static void ReadTokens(HttpAnswer answer)
    {
        OAuthAuthorization authorization = new(
            new Uri("https://portal.example.com/"),
            new OAuthApplication("id", Secret.FromText("client-secret")!),
            new TokenPair { AccessToken = Secret.FromText("at")!, RefreshToken = Secret.FromText("rt"), Scope = "im" },
            new Answering(answer),
            TimeSpan.FromSeconds(30));
        authorization.RefreshAsync(CancellationToken.None).GetAwaiter().GetResult();
        ObjectWalk.Over(authorization.Current);
    }

    private sealed class Answering(HttpAnswer answer) : ITokenServerConnection
    {
        public Task<TokenServerAnswer> PostFormAsync(
            Uri address, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
            Task.FromResult(new TokenServerAnswer(answer.Status, AnswerReader.ReadObject(answer, address, "oauth/token")));
    }
}
