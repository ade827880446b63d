using System.Text.Json;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>Every documented member of an object has a property that shows it, and an undocumented member is in Extra.</summary>
public sealed class MemberTests
{
    private const string Extra = "Extra";

    private static readonly Dictionary<string, Func<JsonElement, object>> Readers = new()
    {
        ["User"] = source => new User(source),
        ["Bot"] = source => new Bot(source),
        ["Chat"] = source => new Chat(source),
        ["Message"] = source => new Message(source),
        ["File"] = source => new StoredFile(source),
        ["Command"] = source => new SlashCommand(source),
        ["CommandCall"] = source => new CommandCall(source),
        ["BotInWebhookEvent"] = source => new Bot(source),
    };

    /// <summary>Intentionally shown in Extra.</summary>
    private static readonly Dictionary<string, string> Untyped = new()
    {
        ["File viewerAttrs"] = "made for the portal's own pages",
        ["File mediaUrl"] = "made for the portal's own pages",
    };

    /// <summary>Not shown, because it contains access tokens.</summary>
    private const string Secret = "BotInWebhookEvent auth";

    /// <summary>Values of several types, so that one of them is valid for every member.</summary>
    private static readonly string[] Values =
    [
        "\"2026-01-02T03:04:05+00:00\"", "424242", "true", "\"Y\"", """{"zq":"7"}""", "[424242]", """{"width":424242,"height":424242}""",
    ];

    public static TheoryData<string, string> Members
    {
        get
        {
            TheoryData<string, string> members = [];
            foreach (JsonProperty entity in Facts.Catalogue.GetProperty("entities").EnumerateObject())
            {
                foreach (string name in Facts.AllOf(entity.Value, "name").Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!))
                {
                    if (Readers.ContainsKey(entity.Name) && !name.Contains('.') && !name.Contains('*'))
                    {
                        members.Add(entity.Name, name);
                    }
                }
            }

            return members;
        }
    }

    [Fact]
    public void Every_object_of_the_catalogue_has_a_type()
    {
        string[] others = ["Event", "time"];
        Assert.Equal(
            Readers.Keys.Order(StringComparer.Ordinal),
            Facts.Catalogue.GetProperty("entities").EnumerateObject().Select(entity => entity.Name).Except(others).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_documented_member_is_shown(string entity, string member)
    {
        object without = Readers[entity](Object("{}"));
        string[] shownBy = [.. Values.SelectMany(value => Showing.Difference(without, Readers[entity](Object($$"""{"{{member}}":{{value}} }""")))).Distinct()];
        Assert.Equal(Untyped.ContainsKey($"{entity} {member}"), shownBy.Contains(Extra));
        Assert.Equal($"{entity} {member}" == Secret, shownBy.Length == 0);
    }

    [Fact]
    public void Undocumented_members_are_kept_in_Extra()
    {
        foreach ((string entity, Func<JsonElement, object> read) in Readers)
        {
            string[] difference = Showing.Difference(read(Object("{}")), read(Object("""{"brandNew":{"a":[1,"x"]} }""")));
            Assert.Equal([Extra], difference);
        }
    }

    [Fact]
    public void Undocumented_members_of_an_event_are_kept_in_Extra()
    {
        PortalEvent one = new(Object("""{"eventId":1,"type":"ONIMBOTV2MESSAGEADD","data":{} }"""));
        PortalEvent other = new(Object("""{"eventId":1,"type":"ONIMBOTV2MESSAGEADD","data":{"brandNew":[{"id":5}]},"more":1}"""));
        Assert.Equal([Extra], Showing.Difference(one, other));
        Assert.Equal(2, other.Extra.Count);
    }

    private static JsonElement Object(string json) => JsonDocument.Parse(json).RootElement;
}
