namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class CatalogueTests : EmulatorTest
{
    /// <summary>Every documented method of imbot.v2 and im.v2.</summary>
    public static readonly string[] Documented =
    [
        "im.v2.Chat.Bot.sendContext", "im.v2.Event.get", "im.v2.Event.subscribe", "im.v2.Event.unsubscribe",
        "im.v2.File.download", "im.v2.File.upload",
        "imbot.v2.Bot.get", "imbot.v2.Bot.list", "imbot.v2.Bot.register", "imbot.v2.Bot.unregister", "imbot.v2.Bot.update",
        "imbot.v2.Chat.InputAction.notify", "imbot.v2.Chat.Manager.add", "imbot.v2.Chat.Manager.delete", "imbot.v2.Chat.Message.Reaction.add",
        "imbot.v2.Chat.Message.Reaction.delete", "imbot.v2.Chat.Message.delete", "imbot.v2.Chat.Message.get", "imbot.v2.Chat.Message.getContext",
        "imbot.v2.Chat.Message.read", "imbot.v2.Chat.Message.send", "imbot.v2.Chat.Message.update", "imbot.v2.Chat.TextField.enabled",
        "imbot.v2.Chat.User.add", "imbot.v2.Chat.User.delete", "imbot.v2.Chat.User.list", "imbot.v2.Chat.add", "imbot.v2.Chat.get",
        "imbot.v2.Chat.leave", "imbot.v2.Chat.setOwner", "imbot.v2.Chat.update", "imbot.v2.Command.answer", "imbot.v2.Command.list",
        "imbot.v2.Command.register", "imbot.v2.Command.unregister", "imbot.v2.Command.update", "imbot.v2.Event.get", "imbot.v2.File.download",
        "imbot.v2.File.upload", "imbot.v2.Revision.get",
    ];

    [Fact]
    public async Task MethodsAreTheDocumentedOnes()
    {
        IEnumerable<string> known = (await HookAsync("methods")).Result.AsArray().Select(name => (string)name!);
        Assert.Equal(Documented.Order(StringComparer.Ordinal), known.Where(name => name.Contains(".v2.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task EveryBotMethodRequiresATokenAndMostRequireABot()
    {
        foreach (string method in Documented.Where(name => name.StartsWith("imbot.", StringComparison.Ordinal) && name != "imbot.v2.Revision.get"))
        {
            Assert.Equal("BOT_TOKEN_NOT_SPECIFIED", (await HookAsync(method)).Error);
            if (!method.StartsWith("imbot.v2.Bot.", StringComparison.Ordinal))
            {
                Assert.Equal("BOT_ID_REQUIRED", (await HookAsync(method, new { botToken = Token })).Error);
                Assert.Equal("BOT_OWNERSHIP_ERROR", (await HookAsync(method, new { botToken = "wrong", botId = BotId })).Error);
            }
        }
    }
}
