using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Json;

public sealed class JsonMapTests
{
    [Fact]
    public void Values_are_written_as_their_JSON_types_in_the_order_of_insertion()
    {
        JsonMap map = new()
        {
            ["text"] = "Привет \"мир\" <b>&'\u0001 😀",
            ["none"] = null,
            ["yes"] = true,
            ["int"] = 5,
            ["long"] = long.MaxValue,
            ["real"] = 1.5,
            ["money"] = 12.30m,
            ["secret"] = Secret.FromText("s"),
            ["date"] = new DateTimeOffset(2026, 11, 22, 9, 8, 7, TimeSpan.FromHours(3)),
            ["list"] = new object?[] { 1, "a", null, new JsonMap { ["x"] = 1 } },
            ["map"] = new JsonMap(),
        };

        string written = Encoding.UTF8.GetString(JsonMap.Write(map));

        Assert.Equal(
            """{"text":"Привет \"мир\" <b>&'\u0001 😀","none":null,"yes":true,"int":5,"long":9223372036854775807,"real":1.5,"money":12.30,"secret":"s","date":"2026-11-22T09:08:07+03:00","list":[1,"a",null,{"x":1}],"map":{}}""",
            written.Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal));
        Assert.Equal("Привет \"мир\" <b>&'\u0001 😀", JsonDocument.Parse(written).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void Setting_a_name_again_replaces_its_value()
    {
        JsonMap map = new() { ["a"] = 1, ["b"] = 2 };
        map["a"] = 3;
        map.Remove("b");

        Assert.Equal("""{"a":3}""", Encoding.UTF8.GetString(JsonMap.Write(map)));
        Assert.True(map.Contains("a"));
        Assert.False(map.Contains("A"));
    }

    [Fact]
    public void A_cycle_causes_an_error()
    {
        JsonMap map = [];
        map["self"] = map;

        Assert.Equal(nameof(PortalErrors.ParameterCyclic), Assert.Throws<B24Exception>(() => JsonMap.Write(map)).ErrorId);
    }

    [Fact]
    public void Parameters_can_be_an_object_but_not_a_list_or_text()
    {
        JsonMap map = JsonMapReader.Read(new { botId = 456, dialogId = "chat5", fields = new { message = "hi" } });

        Assert.Equal("""{"botId":456,"dialogId":"chat5","fields":{"message":"hi"}}""", Encoding.UTF8.GetString(JsonMap.Write(map)));
        Assert.Throws<B24Exception>(() => JsonMapReader.Read(new[] { 1 }));
        Assert.Throws<B24Exception>(() => JsonMapReader.Read("text"));
        Assert.Empty(JsonMapReader.Read(null));
    }

    [Theory]
    [InlineData("""{"v":5}""", 5L, "5", true)]
    [InlineData("""{"v":"5"}""", 5L, "5", false)]
    [InlineData("""{"v":5.0}""", 5L, "5.0", true)]
    [InlineData("""{"v":"Y"}""", null, "Y", true)]
    [InlineData("""{"v":"N"}""", null, "N", false)]
    [InlineData("""{"v":"true"}""", null, "true", true)]
    [InlineData("""{"v":true}""", null, "true", true)]
    [InlineData("""{"v":false}""", null, null, false)]
    [InlineData("""{"v":null}""", null, null, false)]
    [InlineData("""{"v":[]}""", null, null, false)]
    [InlineData("""{"v":1e300}""", null, "1e300", true)]
    [InlineData("""{"v":"\ud800"}""", null, null, false)]
    [InlineData("""{}""", null, null, false)]
    [InlineData("""[]""", null, null, false)]
    public void Members_are_read_from_every_JSON_type(string json, long? number, string? text, bool flag)
    {
        JsonElement element = JsonDocument.Parse(json).RootElement;

        Assert.Equal(number, element.Number("v"));
        Assert.Equal(text, element.Text("v"));
        Assert.Equal(flag, element.Flag("v"));
        Assert.Empty(element.TextMap("v"));
        Assert.Empty(element.Items("v"));
    }
}
