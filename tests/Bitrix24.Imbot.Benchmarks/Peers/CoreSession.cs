using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Benchmarks.Peers;

/// <summary>The module's core without PowerShell.</summary>
internal static class CoreSession
{
    public static async Task SendAsync(Uri webhook, int count)
    {
        B24Session session = B24Session.ForWebhook(
            Secret.FromText(webhook.AbsoluteUri)!,
            456,
            Secret.FromText("my_bot_token"),
            TransportOptions.Default with { RequestRate = RequestRate.Unlimited });
        for (int number = 0; number < count; number++)
        {
            await session.SendAsync(new SendMessageRequest(456, "chat5", $"message {number}"));
        }
    }
}
