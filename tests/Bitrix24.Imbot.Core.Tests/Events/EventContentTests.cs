using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Tests.Contract;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>The properties of an event for handlers: files, quoted message, text without the bot's mention, and age.</summary>
public sealed class EventContentTests
{
    [Theory]
    [InlineData("""{"FILE_ID":[7,8]}""", new long[] { 7, 8 })]
    [InlineData("""{"FILE_ID":["7","","8",null,"0"]}""", new long[] { 7, 8 })]
    [InlineData("""{"FILE_ID":"7"}""", new long[] { 7 })]
    [InlineData("""{"FILE_ID":7}""", new long[] { 7 })]
    [InlineData("""{"FILE_ID":{"1":7,"4":"8"}}""", new long[] { 7, 8 })]
    [InlineData("""{"FILE_ID":[]}""", new long[0])]
    [InlineData("""{"FILE_ID":""}""", new long[0])]
    [InlineData("""{}""", new long[0])]
    [InlineData("""[]""", new long[0])]
    public void File_IDs_are_read_in_every_format(string parameters, long[] ids)
    {
        PortalEvent item = Read($$$"""{"message":{"id":1,"text":"","params":{{{parameters}}}}}""");

        Assert.Equal(ids, item.FileId);
        Assert.Equal(ids, item.Message!.FileId);
    }

    [Fact]
    public void An_event_without_a_message_has_no_files_and_no_text()
    {
        PortalEvent item = Read("""{"messageId":5}""");

        Assert.Empty(item.FileId);
        Assert.Null(item.TextWithoutMention);
        Assert.Null(item.QuotedMessage);
    }

    [Theory]
    [InlineData("""[{"id":3,"chatId":5,"authorId":18,"text":"Server down?"}]""")]
    [InlineData("""{"0":{"id":"3","chat_id":"5","author_id":"18","text":"Server down?"}}""")]
    public void The_quoted_message_is_the_message_that_was_replied_to(string additional)
    {
        PortalEvent item = Read($$"""{"message":{"id":4,"text":"yes"},"chat":{"id":5,"dialogId":"chat5"},"additionalMessages":{{additional}}}""");

        Assert.Equal((3, "Server down?", 18, "chat5"), (item.QuotedMessage!.MessageId, item.QuotedMessage.Text, item.QuotedMessage.AuthorId, item.QuotedMessage.DialogId));
        Assert.DoesNotContain("additionalMessages", item.Extra.Keys);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    public void Without_a_reply_there_is_no_quoted_message(string additional) =>
        Assert.Null(Read($$"""{"message":{"id":4,"text":"yes"},"additionalMessages":{{additional}}}""").QuotedMessage);

    [Theory]
    [InlineData("[USER=456]Docs bot[/USER] status", "status")]
    [InlineData("[USER=456]Docs bot[/USER], status", "status")]
    [InlineData("[user=456 replace]Docs bot[/user]: status", "status")]
    [InlineData("hello [USER=456]Docs bot[/USER] and all", "hello and all")]
    [InlineData("status [USER=456]Docs bot[/USER]", "status")]
    [InlineData("[USER=456]a[/USER][USER=456]b[/USER] status", "status")]
    [InlineData("[USER=17]Ann[/USER] status", "[USER=17]Ann[/USER] status")]
    [InlineData("[USER=0456]x[/USER] status", "[USER=0456]x[/USER] status")]
    [InlineData("[USER=4560]x[/USER] [USER=456]x[/USER] status", "[USER=4560]x[/USER] status")]
    [InlineData("  status, please ", "status, please")]
    public void Mentions_of_the_bot_are_removed_from_the_text(string text, string shown) =>
        Assert.Equal(shown, Read($$$"""{"bot":{"id":456},"message":{"id":4,"text":{{{JsonSerializer.Serialize(text)}}}}}""").TextWithoutMention);

    /// <summary>The mention is removed from texts that reach the bot by a mention. Other texts are unchanged.</summary>
    [Fact]
    public void The_same_mentions_are_recognized_as_on_the_portal()
    {
        foreach (JsonElement item in Oracle.Cases("mentions"))
        {
            string text = item.GetProperty("input").GetString()!;
            bool isRemoved = Read($$$"""{"bot":{"id":456},"message":{"id":4,"text":{{{JsonSerializer.Serialize(text)}}}}}""").TextWithoutMention != text.Trim();
            Assert.True(isRemoved == item.GetProperty("portal").GetProperty("reaches").GetBoolean(), item.GetRawText());
        }
    }

    [Fact]
    public void The_age_is_a_time_span()
    {
        PortalEvent item = PortalEvent.FromJson(Encoding.UTF8.GetBytes(
            $$$"""{"eventId":1,"type":"X","date":"{{{DateTimeOffset.UtcNow.AddMinutes(-5):O}}}","data":{}}"""));

        Assert.InRange(item.Age!.Value.TotalSeconds, 300, 360);
        Assert.Null(PortalEvent.FromJson("""{"eventId":1,"type":"X","data":{}}"""u8.ToArray()).Age);
    }

    private static PortalEvent Read(string data) => PortalEvent.FromJson(Encoding.UTF8.GetBytes($$"""{"eventId":1,"type":"ONIMBOTV2MESSAGEADD","data":{{data}}}"""));
}
