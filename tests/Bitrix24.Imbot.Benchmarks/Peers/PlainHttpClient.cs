using System.Net.Http.Headers;
using System.Text.Json;

namespace Bitrix24.Imbot.Benchmarks.Peers;

/// <summary>
/// The baseline: a minimal HttpClient program that sends the same request, including an idempotency key, and reads the ID of the new message.
/// </summary>
internal static class PlainHttpClient
{
    private static readonly HttpClient Http = new();
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static async Task SendAsync(Uri webhook, int count)
    {
        Uri address = new(webhook, "imbot.v2.Chat.Message.send");
        for (int number = 0; number < count; number++)
        {
            byte[] body = JsonSerializer.SerializeToUtf8Bytes(new
            {
                botId = 456,
                dialogId = "chat5",
                fields = new { message = $"message {number}", templateId = Guid.NewGuid().ToString("D") },
                botToken = "my_bot_token",
            });
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = Json;
            using HttpResponseMessage response = await Http.PostAsync(address, content);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            if (answer.RootElement.GetProperty("result").GetProperty("id").GetInt64() == 0)
            {
                throw new InvalidOperationException("No message was made.");
            }
        }
    }
}
