using System.Text.Json;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Emulator;
using Bot = Bitrix24.Imbot.Core.Bots.Bot;
using OAuthApplication = Bitrix24.Imbot.Core.Authorization.OAuthApplication;

namespace Bitrix24.Imbot.Quickstart;

/// <summary>The same as Quickstart.ps1, from C#.</summary>
internal static class CoreDemo
{
    public static async Task RunAsync(PortalEmulator portal)
    {
        Console.WriteLine();
        Console.WriteLine("--- Incoming webhook");
        B24Session webhook = B24Session.ForWebhook(Secret.FromText(portal.WebhookUri.AbsoluteUri)!, botToken: BotToken.Create());
        Bot bot = await webhook.SendAsync(new RegisterBotRequest("quickstart", "Quickstart Bot"));
        Console.WriteLine($"Registered {bot}.");
        JsonElement chat = await webhook.CallAsync(
            "imbot.v2.Chat.add",
            new { botId = bot.BotId, fields = new { title = "Quickstart", userIds = new[] { 17 } } });
        string dialogId = chat.GetProperty("chat").GetProperty("dialogId").GetString()!;
        foreach (string text in (string[])["[b]Hello from C#[/b]", "one", "two", "three"])
        {
            SentMessage sent = await webhook.SendAsync(new SendMessageRequest(bot.BotId, dialogId, text));
            Console.WriteLine($"Sent message {sent}.");
        }

        await webhook.SendAsync(new SendMessageRequest(bot.BotId, "17", "And this one is for you alone."));

        Console.WriteLine();
        Console.WriteLine("--- OAuth, with an access token that has expired");
        B24Session oauth = B24Session.ForOAuth(
            PortalAddress.Parse(portal.Address.AbsoluteUri),
            new OAuthApplication(portal.Application.ClientId, Secret.FromText(portal.Application.ClientSecret)!, portal.Address),
            new TokenPair
            {
                AccessToken = Secret.FromText(portal.Application.AccessToken)!,
                RefreshToken = Secret.FromText(portal.Application.RefreshToken),
                Scope = portal.Application.Scope,
            });
        Bot application = await oauth.SendAsync(new RegisterBotRequest("quickstart_oauth", "OAuth Bot"));
        await oauth.SendAsync(new SendMessageRequest(application.BotId, "23", "Sent after the token was refreshed on the way."));
        Console.WriteLine($"The token was refreshed; the new one ends at {oauth.ExpiresAt:u}.");
    }
}
