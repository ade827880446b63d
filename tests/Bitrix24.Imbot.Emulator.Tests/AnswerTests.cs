using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Engine;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class AnswerTests : EmulatorTest
{
    [Fact]
    public async Task EmptyMapBecomesAnEmptyList()
    {
        Reply reply = await SendAsync(new { message = "x" });
        Assert.Equal("[]", reply.At("uuidMap")!.ToJsonString());
    }

    [Fact]
    public async Task TimeHasItsMembersInTheServersZone()
    {
        Reply reply = await HookAsync("profile");
        JsonObject time = reply.Body["time"]!.AsObject();
        foreach (string name in (string[])["start", "finish", "duration", "processing", "operating"])
        {
            Assert.Equal(JsonValueKind.Number, time[name]!.GetValueKind());
        }

        Assert.EndsWith("+02:00", (string?)time["date_start"], StringComparison.Ordinal);
        Assert.Null(time["operating_reset_at"]);
    }

    [Fact]
    public async Task OperatingTimeIsShownWithItsReset()
    {
        Portal.Load.Spend("profile", 12.5);
        Reply reply = await HookAsync("profile");
        Assert.Equal(12.5, (double?)reply.Body["time"]!["operating"]);
        long reset = (long)reply.Body["time"]!["operating_reset_at"]!;
        Assert.InRange(reset - Portal.Clock.Now.ToUnixTimeSeconds(), 1, 600);
    }

    [Fact]
    public async Task ErrorHasTextCodeAndNoTime()
    {
        Reply reply = await BotAsync("Chat.get", new { dialogId = "chat77" });
        Assert.Equal("CHAT_NOT_FOUND", (string?)reply.Body["error_description"]);
        Assert.Null(reply.Body["time"]);
    }

    [Fact]
    public void NextAndTotalMoveOutOfTheResult()
    {
        JsonObject answer = AnswerEnvelope.Success(new JsonObject { ["next"] = 50, ["total"] = 60, ["x"] = 1 }, []);
        Assert.Equal("""{"result":{"x":1},"next":50,"total":60,"time":{}}""", answer.ToJsonString());
    }

    [Fact]
    public void ResultWithAnErrorIsTheWholeAnswer()
    {
        JsonObject answer = AnswerEnvelope.Success(new JsonObject { ["error"] = "E", ["error_description"] = "d" }, []);
        Assert.Equal("""{"error":"E","error_description":"d"}""", answer.ToJsonString());
    }
}
