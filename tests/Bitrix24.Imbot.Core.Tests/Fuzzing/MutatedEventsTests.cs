using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Events;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>
/// Undamaged and damaged bodies of pushed events with secrets in all <c>auth</c> blocks. No error, refusal, or log line contains a secret.
/// </summary>
[Trait("Category", TestSize.Fuzzing)]
public sealed class MutatedEventsTests : IDisposable
{
    /// <summary>Every secret is built from this text, so that even a part of a secret is recognized.</summary>
    private const string Mark = "zQ7-";

    private static readonly int Count = TestSize.Choose(ordinary: 1_000, full: 20_000);
    private static readonly string Access = Planted("access");
    private static readonly string Token = Planted("application");

    /// <summary>Types that contain the token, because damage can remove the text before it.</summary>
    private static readonly string[] OddTypes = [Token, $"auth[application_token]={Mark}{Mark}", $"ONIMBOTV2MESSAGEADD{Mark}{Mark}", $"onimbotv2{Mark}{Mark}"];

    private readonly string folder = Directory.CreateTempSubdirectory("b24-planted-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Secrets_are_removed_from_undamaged_events(bool isJson)
    {
        foreach (byte[] body in isJson ? Jsons() : Forms())
        {
            Assert.Contains(Mark, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            PushedEvent pushed = isJson ? PushedEvent.ReadJson(new ArraySegment<byte>(body), out _) : PushedEvent.ReadForm(new ArraySegment<byte>(body), out _);
            Assert.Equal(Token, pushed.ApplicationToken!.Reveal());
            AssertClean(Encoding.UTF8.GetString(pushed.Json), "what is kept");
            AssertClean(JsonNode.Parse(pushed.Json)!.ToJsonString(), "what is kept");
        }
    }

    [Theory]
    [InlineData("data[bot][auth[access_token]")]
    [InlineData("data[bot][auth")]
    [InlineData("data[bot][auth]]")]
    [InlineData("data[message][auth_access_token]")]
    [InlineData("auth[access_token")]
    [InlineData("auth.refresh_token")]
    [InlineData(" auth[application_token]")]
    [InlineData("AUTH%5Bmember_id%5D")]
    [InlineData("data[][auth][0][access_token]")]
    [InlineData("Application_Token")]
    public void Secrets_with_malformed_names_are_removed(string name)
    {
        foreach (byte[] form in Forms())
        {
            PushedEvent pushed = PushedEvent.ReadForm(new ArraySegment<byte>([.. form, .. Encoding.ASCII.GetBytes($"&{name}={Access}")]), out _);
            AssertClean(Encoding.UTF8.GetString(pushed.Json), name);
        }
    }

    [Fact]
    public async Task Errors_for_damaged_events_contain_no_secret()
    {
        Random chance = new(TestSize.Seed);
        byte[][] forms = Forms();
        byte[][] jsons = Jsons();
        ApplicationToken wanted = ApplicationToken.FromSecret(Secret.FromText("another-token")!);
        using PushedQueue queue = new(folder, new Uri("https://portal.example.com/"), 456, SystemClock.Instance);
        queue.Open();
        Refusals refusals = new(new FakeClock());
        EventEndpoint endpoint = new(ListenAddress.Parse(new Uri("http://127.0.0.1:0/")), wanted, 456, queue, new ArrivalRate(Count, 1, new FakeClock()), refusals);
        Dictionary<string, int> ends = [];
        for (int round = 0; round < Count; round++)
        {
            bool isJson = chance.Next(2) == 0;
            byte[][] bodies = isJson ? jsons : forms;
            byte[] body = bodies[chance.Next(bodies.Length)];
            body = chance.Next(10) == 0 ? WithOddType(body, isJson, chance) : isJson || chance.Next(2) == 0 ? Mutation.Apply(body, bodies, chance) : WithLostSigns(body, chance);
            List<string> told = [];
            string end = Read(body, isJson, wanted, told);
            ends[end] = ends.GetValueOrDefault(end) + 1;
            HttpRefusal? refusal = await Record.ExceptionAsync(() => endpoint.AcceptAsync(new ArraySegment<byte>(body))) as HttpRefusal;
            Assert.NotNull(refusal);
            endpoint.Refused(refusal);
            told.Add(refusal.ToString());
            foreach (string line in told)
            {
                AssertClean(line, $"round {round}: {Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 3000)))}");
            }
        }

        Assert.Equal([nameof(EventErrors.ApplicationTokenMismatch), nameof(EventErrors.EventUnreadable)], ends.Keys.Order());
        Assert.All(ends.Values, times => Assert.InRange(times, Count / 10, Count));
        RecordingObserver observer = new();
        refusals.ReportTo(observer);
        Assert.InRange(observer.Lines.Count, 2, 2);
        Assert.All(observer.Lines, line => AssertClean(line, "the listener's lines"));
        Assert.All(Directory.GetFiles(folder, "*.json"), file => Assert.Fail($"{file} was kept."));
    }

    private static string Read(byte[] body, bool isJson, ApplicationToken wanted, List<string> told)
    {
        string end = string.Empty;
        foreach (Func<PushedEvent> read in new Func<PushedEvent>[]
        {
            () => PushedEvent.Read(Encoding.UTF8.GetString(body)),
            () => isJson ? PushedEvent.ReadJson(new ArraySegment<byte>(body), out _) : PushedEvent.ReadForm(new ArraySegment<byte>(body), out _),
        })
        {
            B24Exception error = Assert.Throws<B24Exception>(() => wanted.Require(read()));
            told.AddRange([error.ToString(), error.Message, error.RecommendedAction ?? string.Empty]);
            end = error.ErrorId;
        }

        return end;
    }

    private static void AssertClean(string text, string where) => Assert.False(text.Contains(Mark, StringComparison.OrdinalIgnoreCase), $"{where} shows a secret: {text}");

    private static string Planted(string name) => $"{Mark}{name}-{Mark}{Mark}{Mark}";

    /// <summary>The documentation's samples with secrets in both of their blocks, with plain and with encoded brackets.</summary>
    private static byte[][] Forms() =>
    [
        .. SampleEvents.Types.SelectMany(type =>
        {
            IEnumerable<string> pairs = SampleEvents.Body(type).Split('&')
                .Select(pair => WebUtility.UrlDecode(pair.Split('=')[0]) is { } name && name.Contains("auth]", StringComparison.Ordinal) | name.StartsWith("auth[", StringComparison.Ordinal)
                    ? pair.Split('=')[0] + "=" + (name.EndsWith("[application_token]", StringComparison.Ordinal) ? Token : Access)
                    : pair);
            string form = string.Join('&', pairs) + $"&auth[refresh_token]={Access}&data[bot][auth][refresh_token]={Access}&auth[client_endpoint]=https://portal.example.com/rest/1/{Access}/";
            return new[] { form, form.Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal) };
        }).Select(Encoding.ASCII.GetBytes),
    ];

    private static byte[][] Jsons() =>
    [
        .. SampleEvents.Types.Select(type =>
        {
            JsonObject root = (JsonObject)JsonNode.Parse(SampleEvents.Pushed(type).Json)!;
            root["auth"] = Block();
            root["data"]!["auth"] = Block();
            if (root["data"]!["bot"] is JsonObject bot)
            {
                bot["AUTH"] = new JsonArray(Block());
            }

            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }),
    ];

    private static JsonObject Block() => new() { ["access_token"] = Access, ["refresh_token"] = Access, ["application_token"] = Token, ["client_endpoint"] = $"https://portal.example.com/rest/1/{Access}/" };

    private static byte[] WithOddType(byte[] body, bool isJson, Random chance)
    {
        string odd = OddTypes[chance.Next(OddTypes.Length)];
        string text = Encoding.UTF8.GetString(body);
        int start = text.IndexOf("ONIMBOTV2", StringComparison.Ordinal);
        int end = text.IndexOf(isJson ? '"' : '&', start);
        return Encoding.UTF8.GetBytes(text[..start] + odd + (end < 0 ? string.Empty : text[end..]));
    }

    /// <summary>Removes some of the characters that separate names and values.</summary>
    private static byte[] WithLostSigns(byte[] body, Random chance)
    {
        List<byte> left = [.. body];
        for (int count = chance.Next(1, 20); count > 0; count--)
        {
            int place = left.FindIndex(chance.Next(left.Count), sign => sign is (byte)'&' or (byte)'=' or (byte)'[' or (byte)']' or (byte)'%');
            if (place >= 0)
            {
                left.RemoveAt(place);
            }
        }

        return [.. left];
    }
}
