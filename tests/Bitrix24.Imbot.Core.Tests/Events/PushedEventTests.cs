using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>A pushed event becomes the same object as a fetched one, and no input can do harm.</summary>
public sealed class PushedEventTests
{
    public static TheoryData<string> Types => [.. SampleEvents.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Pushed_samples_have_the_same_content_as_fetched_samples(string type)
    {
        PortalEvent fetched = SampleEvents.Fetched(type);
        PortalEvent pushed = SampleEvents.Pushed(type).Event;

        Assert.Equal(fetched.Type, pushed.Type);
        Assert.Null(pushed.EventId);
        Assert.Equal(
            (fetched.Kind, fetched.BotId, fetched.DialogId, fetched.MessageId, fetched.UserId, fetched.CommandId, fetched.Summary, fetched.Language),
            (pushed.Kind, pushed.BotId, pushed.DialogId, pushed.MessageId, pushed.UserId, pushed.CommandId, pushed.Summary, pushed.Language));
        AssertSame(fetched.Message, pushed.Message);
        AssertSame(fetched.Chat, pushed.Chat);
        AssertSame(fetched.User, pushed.User);
        AssertSame(fetched.Command, pushed.Command);
        Assert.Equal(fetched.Context.Count, pushed.Context.Count);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Secrets_are_removed_from_pushed_samples(string type)
    {
        PushedEvent pushed = SampleEvents.Pushed(type);
        string kept = Encoding.UTF8.GetString(pushed.Json);

        Assert.Contains("token-placeholder", SampleEvents.Body(type), StringComparison.Ordinal);
        Assert.DoesNotContain("token", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("\"auth\"", kept, StringComparison.Ordinal);
        Assert.Equal("app-token-placeholder", pushed.ApplicationToken!.Reveal());
    }

    [Fact]
    public void An_application_token_inside_the_event_data_is_ignored()
    {
        PushedEvent pushed = PushedEvent.Read("event=ONIMBOTV2DELETE&data[bot][id]=1&data[bot][auth][application_token]=inner&data[auth][application_token]=deeper");
        Assert.Null(pushed.ApplicationToken);
        Assert.DoesNotContain("inner", Encoding.UTF8.GetString(pushed.Json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data[a]=1&event=E", """{"data":{"a":"1"},"event":"E"}""")]
    [InlineData("event=E&data[l][]=a&data[l][]=b", """{"event":"E","data":{"l":["a","b"]}}""")]
    [InlineData("event=E&data[l][5]=a&data[l][]=b", """{"event":"E","data":{"l":{"5":"a","6":"b"}}}""")]
    [InlineData("event=E&data[a]=1&data[a]=2", """{"event":"E","data":{"a":"2"}}""")]
    [InlineData("event=E&data[a]=1&data[a][b]=2", """{"event":"E","data":{"a":{"b":"2"}}}""")]
    [InlineData("event=E&data[a]=1+2%2B%26%3D%5B%5D&&=x&[b]=y", """{"event":"E","data":{"a":"1 2+&=[]"}}""")]
    [InlineData("event=E&data%5Ba%5D=%D0%AF%F0%9F%98%80%zz%4", """{"event":"E","data":{"a":"Я😀%zz%4"}}""")]
    [InlineData("event=E&data[a]=%FF%00", "{\"event\":\"E\",\"data\":{\"a\":\"\uFFFD\\u0000\"}}")]
    [InlineData("event=E&data[a", null)]
    [InlineData("""{"event":"E","data":{"auth":{"x":1},"a":[{"AUTH":"s","b":null}],"c":1.5}}""", """{"event":"E","data":{"a":[{"b":null}],"c":1.5}}""")]
    [InlineData("\uFEFF {\"event\":\"E\",\"data\":{}} ", """{"event":"E","data":{}}""")]
    [InlineData("\n\uFEFF\uFEFF{\"event\":\"E\",\"data\":{}}", """{"event":"E","data":{}}""")]
    [InlineData("\uFEFF\uFEFFevent=E&data[a]=1", """{"event":"E","data":{"a":"1"}}""")]
    public void Bodies_are_parsed_like_in_PHP(string body, string? kept)
    {
        if (kept is null)
        {
            Assert.Equal(EventErrors.EventUnreadable, Assert.Throws<B24Exception>(() => PushedEvent.Read(body)).Kind);
            return;
        }

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(kept).RootElement, JsonDocument.Parse(PushedEvent.Read(body).Json).RootElement));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("event=E")]
    [InlineData("event[x]=E&data[a]=1")]
    [InlineData("event=E&data=text")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"event":"E","data":[]}""")]
    [InlineData("""{"event":"E","data":{}} trailing""")]
    public void A_body_that_is_not_an_event_causes_an_error(string body) =>
        Assert.Equal(EventErrors.EventUnreadable, Assert.Throws<B24Exception>(() => PushedEvent.Read(body)).Kind);

    [Fact]
    public void Nesting_depth_and_number_of_fields_are_limited()
    {
        string deep = "event=E&data" + string.Concat(Enumerable.Repeat("[a]", FormReader.MaxNesting)) + "=1";
        string many = "event=E&" + string.Join('&', Enumerable.Range(0, FormReader.MaxPairs).Select(number => $"data[{number}]=1"));
        string nested = """{"event":"E","data":""" + new string('[', 100_000);

        foreach (string body in new[] { deep, many, nested })
        {
            Assert.Equal(EventErrors.EventUnreadable, Assert.Throws<B24Exception>(() => PushedEvent.Read(body)).Kind);
        }
    }

    public static TheoryData<string> UnreadableOfThePortal =>
    [
        "event=E&data[context]" + string.Concat(Enumerable.Repeat("[a]", FormReader.MaxNesting)) + "=1&auth[application_token]=secret-of-the-portal",
        string.Concat(Enumerable.Repeat("data[]=1&", FormReader.MaxPairs + 1)) + "auth%5Bapplication_token%5D=secret-of-the-portal&ts=1",
        """{"event":"E","data":{"x":}, "auth" : { "application_token" : "secret-of-the-portal"}}""",
        """{"event":"E","auth":{"application_token":"secret-of-the-portal"},"data":{"a":""",
        """{"event":"E","data":{"context":""" + new string('[', 600) + new string(']', 600) + """},"auth":{"application_token":"secret-of-the-portal"}}""",
    ];

    [Theory]
    [MemberData(nameof(UnreadableOfThePortal))]
    public void The_application_token_is_found_even_in_an_unreadable_body(string body)
    {
        ApplicationToken token = ApplicationToken.FromSecret(Secret.FromText("secret-of-the-portal")!);
        bool fits = false;

        B24Exception error = Assert.Throws<B24Exception>(() => token.Read(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), out fits));

        Assert.Equal(EventErrors.EventUnreadable, error.Kind);
        Assert.True(fits);
        Assert.DoesNotContain("secret-of-the-portal", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"E","data":{"text":"\"application_token\":\"secret-of-the-portal\" and more""")]
    [InlineData("""{"application_token" """)]
    [InlineData("""{"application_token":"secret-of-the-portal""")]
    [InlineData("""{"application_token":5,"x":}""")]
    public void An_unreadable_body_without_a_valid_token_does_not_match(string body)
    {
        ApplicationToken token = ApplicationToken.FromSecret(Secret.FromText("secret-of-the-portal")!);
        bool fits = true;

        Assert.Throws<B24Exception>(() => token.Read(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), out fits));

        Assert.False(fits);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(300)]
    [InlineData(510)]
    public void A_deeply_nested_event_is_read_from_a_form_and_from_JSON(int depth)
    {
        // Event and data are two levels.
        string form = "event=ONIMBOTV2CONTEXTGET&data[context]" + string.Concat(Enumerable.Repeat("[a]", depth - 2)) + "=1";
        string json = """{"event":"ONIMBOTV2CONTEXTGET","data":{"context":""" + string.Concat(Enumerable.Repeat("{\"a\":", depth - 2)) + "\"1\"" + new string('}', depth);
        foreach (string body in new[] { form, json })
        {
            PushedEvent pushed = PushedEvent.Read(body);
            Assert.Single(pushed.Event.Context);
            Assert.Equal(pushed.Event.RawText, PushedEvent.Parse(pushed.Json).RawText);
        }
    }

    /// <summary>Samples that are cut, combined, and mixed with special characters become a readable event or cause the EventUnreadable error.</summary>
    [Fact]
    public void A_damaged_body_becomes_an_event_or_the_EventUnreadable_error()
    {
        Random chance = new(20261127);
        byte[][] seeds = [.. SampleEvents.Types.Select(type => Encoding.ASCII.GetBytes(SampleEvents.Body(type)))];
        byte[] signs = Encoding.ASCII.GetBytes("&=[]%+{}\":,\\0u");
        int events = 0;
        for (int round = 0; round < 4_000; round++)
        {
            List<byte> body = [.. seeds[chance.Next(seeds.Length)]];
            for (int change = chance.Next(1, 12); change > 0; change--)
            {
                int place = chance.Next(body.Count);
                switch (chance.Next(5))
                {
                    case 0:
                        body.RemoveRange(place, Math.Min(chance.Next(1, 40), body.Count - place));
                        break;
                    case 1:
                        body.Insert(place, signs[chance.Next(signs.Length)]);
                        break;
                    case 2:
                        body.Insert(place, (byte)chance.Next(256));
                        break;
                    case 3:
                        body[place] = signs[chance.Next(signs.Length)];
                        break;
                    default:
                        body.InsertRange(place, seeds[chance.Next(seeds.Length)].Take(chance.Next(200)));
                        break;
                }

                if (body.Count == 0)
                {
                    body.Add((byte)'{');
                }
            }

            if (chance.Next(4) == 0)
            {
                body = [.. PushedOrNull(body)?.Json ?? [.. body]];
                body[chance.Next(body.Count)] = signs[chance.Next(signs.Length)];
            }

            if (PushedOrNull(body) is { } pushed)
            {
                events++;
                ReadEverything(pushed.Event);
                Assert.False(HasAuth(JsonDocument.Parse(pushed.Json).RootElement));
            }
        }

        Assert.InRange(events, 1_000, 3_999);
    }

    [Fact]
    public void An_unpaired_surrogate_is_replaced()
    {
        PushedEvent read = PushedEvent.Read("""{"event":"ONIMBOTV2MESSAGEADD","data":{"bot":{"id":456},"message":{"id":1,"text":"a\ud800b"},"chat":{"dialogId":"17"}}}""");

        Assert.Equal("a\ufffdb", read.Event.Message!.Text);
    }

    [Fact]
    public void A_timestamp_that_is_out_of_range_is_ignored() =>
        Assert.Null(PushedEvent.Read("event=E&ts=99999999999999&data[a]=1").Event.Date);

    [Fact]
    public void Only_a_complete_application_token_matches()
    {
        ApplicationToken ofBot = ApplicationToken.FromBotToken(Secret.FromText("my_bot_token")!);
        Assert.True(ofBot.Fits(Secret.FromText("custommy_bot_token")));
        Assert.False(ofBot.Fits(Secret.FromText("my_bot_token")));
        Assert.False(ofBot.Fits(Secret.FromText("custommy_bot_toke")));
        Assert.False(ofBot.Fits(null));

        ApplicationToken cut = ApplicationToken.FromBotToken(Secret.FromText(new string('t', 60))!);
        Assert.True(cut.Fits(Secret.FromText("custom" + new string('t', 44))));

        ApplicationToken given = ApplicationToken.FromSecret(Secret.FromText("token-of-application")!);
        Assert.True(given.Fits(Secret.FromText("token-of-application")));
        Assert.True(given.Fits(Secret.FromText("customtoken-of-application")));
        Assert.False(given.Fits(Secret.FromText(string.Empty)));
        Assert.Equal(EventErrors.ApplicationTokenMissing, Assert.Throws<B24Exception>(() => ApplicationToken.FromSecret(Secret.FromText(" ")!)).Kind);
    }

    private static PushedEvent? PushedOrNull(List<byte> body)
    {
        ArraySegment<byte> bytes = new([.. body]);
        try
        {
            return body[0] == '{' ? PushedEvent.ReadJson(bytes, out _) : PushedEvent.ReadForm(bytes, out _);
        }
        catch (B24Exception exception)
        {
            Assert.Equal(EventErrors.EventUnreadable, exception.Kind);
            return null;
        }
    }

    private static bool HasAuth(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => member.NameEquals("auth") || HasAuth(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasAuth),
        _ => false,
    };

    private static void ReadEverything(object item)
    {
        Assert.NotNull(item.ToString());
        foreach (PropertyInfo property in item.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            object? value = property.GetValue(item);
            if (value is PortalObject inner)
            {
                ReadEverything(inner);
            }
        }
    }

    /// <summary>Compares the members that both contain. PHP's form can't contain an empty list, so one of them lacks it.</summary>
    private static void AssertSame(PortalObject? one, PortalObject? other)
    {
        Assert.Equal(one is null, other is null);
        foreach (PropertyInfo property in one?.GetType().GetProperties() ?? [])
        {
            if (property.Name is not nameof(PortalObject.Extra) && property.PropertyType != typeof(User) && !typeof(PortalObject).IsAssignableFrom(property.PropertyType))
            {
                object? expected = property.GetValue(one);
                object? actual = property.GetValue(other);
                if (expected is IEnumerable and not string)
                {
                    continue;
                }

                Assert.True(Equals(expected, actual) || (expected is null && actual is "" or 0L), $"{property.DeclaringType!.Name}.{property.Name}: {expected} and {actual}");
            }
        }
    }

    private sealed class User;
}
