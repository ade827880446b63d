using Bitrix24.Imbot.Core.Chats;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Chats;

public sealed class ChatRequestTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(600.5)]
    [InlineData(-1)]
    public void A_duration_that_the_portal_would_change_is_refused(double seconds)
    {
        NotifyInputActionRequest request = new(456, "chat5") { Duration = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(nameof(PortalErrors.DurationInvalid), Assert.Throws<B24Exception>(() => request.ToParameters()).ErrorId);
    }

    [Fact]
    public void There_are_eleven_input_actions_with_different_codes() =>
        Assert.Equal(11, InputActions.Names.Select(InputActions.CodeOf).Distinct().Count());
}
