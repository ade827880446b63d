using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>Requests about messages that are there already.</summary>
public sealed class MessageWorkRequestTests
{
    [Fact]
    public void Message_get() => SentJson.Check("imbot.v2.Chat.Message.get", """{"botId":456,"messageId":789}""", new GetMessageRequest(456, 789));

    [Fact]
    public void Message_getContext() => SentJson.Check(
        "imbot.v2.Chat.Message.getContext", """{"botId":456,"messageId":789,"range":5}""", new GetMessageContextRequest(456, 789, 5));

    [Fact]
    public void Message_read() => SentJson.Check(
        "imbot.v2.Chat.Message.read", """{"botId":456,"dialogId":"chat5","messageId":789}""", new ReadMessagesRequest(456, "chat5", 789));

    [Fact]
    public void Message_read_of_the_whole_dialog() => SentJson.Check(
        "imbot.v2.Chat.Message.read", """{"botId":456,"dialogId":"17"}""", new ReadMessagesRequest(456, "17", null));

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Message_delete(bool isComplete, string sent) => SentJson.Check(
        "imbot.v2.Chat.Message.delete", $$"""{"botId":456,"messageId":789,"complete":{{sent}}}""", new DeleteMessageRequest(456, 789, isComplete));

    [Fact]
    public void Reaction_add() => SentJson.Check(
        "imbot.v2.Chat.Message.Reaction.add", """{"botId":456,"messageId":789,"reaction":"like"}""", new AddReactionRequest(456, 789, "like"));

    [Fact]
    public void Reaction_delete() => SentJson.Check(
        "imbot.v2.Chat.Message.Reaction.delete", """{"botId":456,"messageId":789,"reaction":"like"}""", new RemoveReactionRequest(456, 789, "like"));

    [Theory]
    [InlineData("LIKE", "like")]
    [InlineData("redheart", "redHeart")]
    public void A_reaction_is_known_in_any_letter_case(string given, string code) => Assert.Equal(code, Reactions.CodeOf(given));

    [Fact]
    public void An_unknown_reaction_is_refused_with_the_known_ones()
    {
        B24Exception error = Assert.Throws<B24Exception>(() => Reactions.CodeOf("thumbsUp"));
        Assert.Equal(nameof(MessageErrors.ReactionUnknown), error.ErrorId);
        Assert.All(Reactions.Signs.Keys, code => Assert.Contains(code, error.Message, StringComparison.Ordinal));
        Assert.Equal(48, Reactions.Signs.Count);
    }
}
