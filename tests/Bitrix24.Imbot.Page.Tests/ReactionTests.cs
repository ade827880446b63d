using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class ReactionTests(Chromium chromium) : PageTest(chromium)
{
    public static TheoryData<int, int> Windows => Sizes.All;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Six_frequent_reactions_open_next_to_the_message_and_all_on_request(int width, int height)
    {
        await Tab.ShowAsAsync(width, height, "light");
        int id = await SendAsync(new { message = "[b]Deployed.[/b]" });
        await OpenAsync("456");
        await Tab.ClickAsync($"{Message(id)}.querySelector('.bubble')");
        await Tab.ClickAsync($"{Message(id)}.querySelector('[data-key=tool-react]')");
        await Tab.WaitAsync("document.activeElement.matches('.reaction-choice')");
        Assert.Equal(7, (int)(await Tab.EvaluateAsync("document.querySelectorAll(':popover-open .reaction-choice').length"))!);
        await IsBesideAsync(id);

        // A click elsewhere and Esc close it, and change nothing.
        await Tab.ClickAsync("document.getElementById('conversation-title')");
        await Tab.WaitAsync("!document.querySelector('.popover')");
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("r");
        await Tab.WaitAsync("document.activeElement.matches('.reaction-choice')");
        await Tab.KeyAsync("Escape");
        await Tab.WaitAsync($"!document.querySelector('.popover') && document.activeElement.dataset.id === '{id}'");
        Assert.Empty(Emulator.Portal.MessagesOf("17", BotId)[0].Reactions);

        // The arrow keys move: the last one is the button for more.
        await Tab.KeyAsync("r");
        await Tab.WaitAsync("document.activeElement.matches('.reaction-choice')");
        await Tab.KeyAsync("ArrowLeft");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync("document.querySelectorAll(':popover-open .reaction-choice').length === 48");
        await IsBesideAsync(id);
        await Tab.ClickAsync("document.querySelector(\":popover-open [title='partying face']\")");
        await Tab.WaitAsync($"{Message(id)}.querySelector('.reaction.own') && !document.querySelector('.popover')");
        Assert.Equal(["partyingFace"], Emulator.Portal.MessagesOf("17", BotId)[0].Reactions[Anna]);
    }

    private async Task IsBesideAsync(int id)
    {
        string place = (await Tab.EvaluateAsync($$"""
            ((popover, bubble) => popover.left >= 0 && popover.top >= 0 && popover.right <= innerWidth && popover.bottom <= innerHeight
                && (popover.bottom <= bubble.top || popover.top >= bubble.bottom)
                && Math.min(Math.abs(popover.bottom - bubble.top), Math.abs(popover.top - bubble.bottom)) < 12 || JSON.stringify([popover, bubble]))(
                document.querySelector('.popover').getBoundingClientRect(), {{Message(id)}}.querySelector('.bubble').getBoundingClientRect())
            """))!.ToJsonString();
        Assert.Equal("true", place);
    }
}
