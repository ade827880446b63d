using Bitrix24.Imbot.Core.Messages;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

public sealed class ReactionsTests
{
    [Theory]
    [InlineData("LIKE", "like")]
    [InlineData("redheart", "redHeart")]
    public void A_reaction_is_recognized_in_any_letter_case(string given, string code) => Assert.Equal(code, Reactions.CodeOf(given));

    [Fact]
    public void An_unknown_reaction_causes_an_error_that_lists_the_known_reactions()
    {
        B24Exception error = Assert.Throws<B24Exception>(() => Reactions.CodeOf("thumbsUp"));
        Assert.Equal(nameof(MessageErrors.ReactionUnknown), error.ErrorId);
        Assert.All(Reactions.Signs.Keys, code => Assert.Contains(code, error.Message, StringComparison.Ordinal));
        Assert.Equal(48, Reactions.Signs.Count);
    }
}
