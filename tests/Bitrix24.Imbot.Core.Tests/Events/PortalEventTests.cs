using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>One class reads both fetched and pushed events.</summary>
public sealed class PortalEventTests
{
    [Fact]
    public void A_fetched_command_has_the_properties_that_an_answer_needs()
    {
        PortalEvent read = Read("""
            {"eventId":7006,"type":"ONIMBOTV2COMMANDADD","date":"2026-09-21T16:13:20+02:00","data":{
              "bot":{"id":8120,"code":"helper"},"command":{"id":61,"command":"/status","params":"full","context":"keyboard"},
              "message":{"id":90417,"chatId":318,"authorId":17,"text":"/status full"},"chat":{"id":318,"dialogId":"chat318"},
              "user":{"id":17,"name":"Nina Okoro","bot":false},"language":"en"}}
            """);

        Assert.Equal((7006, EventKind.Command, 8120, "chat318", 90417, 17, 61), (read.EventId, read.Kind, read.BotId, read.DialogId, read.MessageId, read.UserId, read.CommandId));
        Assert.Equal(("/status", "full", "keyboard"), (read.Command!.Command, read.Command.CommandParameter, read.Command.Context));
        Assert.Equal(("chat318", "Nina Okoro"), (read.Message!.DialogId, read.Message.Author!.Name));
        Assert.Equal(new DateTimeOffset(2026, 9, 21, 16, 13, 20, TimeSpan.FromHours(2)), read.Date);
        Assert.Empty(read.Extra);
        Assert.Equal("/status full", read.Summary);
    }

    [Fact]
    public void A_pushed_event_is_read_from_text_values_and_has_no_ID()
    {
        PortalEvent read = Read("""
            {"event":"ONIMBOTV2REACTIONCHANGE","event_handler_id":"905","ts":"1790000000","data":{
              "bot":{"id":"8120","code":"helper"},"reaction":"like","action":"delete","message":{"id":"90417","chatId":"318","authorId":"8120","isSystem":"0"},
              "user":{"id":"17","bot":"0","idle":"0"},"language":"en","newer":"member"}}
            """);

        Assert.Null(read.EventId);
        Assert.Equal((EventKind.Reaction, 8120, "chat318", 90417, 17), (read.Kind, read.BotId, read.DialogId, read.MessageId, read.UserId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000000), read.Date);
        Assert.False(read.User!.IsBot);
        Assert.Null(read.User.IdleSince);
        Assert.Null(read.Message!.Author);
        Assert.Equal("-like", read.Summary);
        Assert.Equal(["event_handler_id", "newer"], read.Extra.Keys.Order());
    }

    [Fact]
    public void A_join_event_of_a_private_dialog_has_no_chat()
    {
        PortalEvent read = Read("""{"eventId":1,"type":"ONIMBOTV2JOINCHAT","data":{"bot":{"id":1},"dialogId":"17","chat":[],"user":{"id":17}}}""");

        Assert.Equal((EventKind.Join, "17"), (read.Kind, read.DialogId));
        Assert.Null(read.Chat);
        Assert.Null(read.Date);
    }

    [Theory]
    [InlineData("ONIMV2MESSAGEADD", EventKind.Message, true)]
    [InlineData("ONIMBOTV2MESSAGEADD", EventKind.Message, false)]
    [InlineData("onimbotv2contextget", EventKind.Context, false)]
    [InlineData("ONIMBOTV2DELETE", EventKind.BotDelete, false)]
    [InlineData("ONIMBOTV2SOMETHINGNEW", EventKind.Other, false)]
    public void The_event_type_determines_the_kind_and_whether_it_is_a_user_event(string type, EventKind kind, bool isUserEvent)
    {
        PortalEvent read = Read($$"""{"eventId":"5","type":"{{type}}","data":[]}""");
        Assert.Equal((kind, isUserEvent, 5), (read.Kind, read.IsUserEvent, read.EventId));
    }

    [Theory]
    [InlineData("""{"events":[{"eventId":7,"type":"T"},{"eventId":9,"type":"T"}],"nextOffset":8,"hasMore":true}""", 10)]
    [InlineData("""{"events":[],"nextOffset":8,"hasMore":false}""", 8)]
    [InlineData("""{"events":[]}""", 5)]
    public void The_next_offset_is_greater_than_the_last_event_ID(string result, long next) =>
        Assert.Equal(next, new GetEventsRequest(1) { Offset = 5 }.ReadResult(JsonDocument.Parse(result).RootElement).NextOffset);

    private static PortalEvent Read(string json) => new(JsonDocument.Parse(json).RootElement);
}
