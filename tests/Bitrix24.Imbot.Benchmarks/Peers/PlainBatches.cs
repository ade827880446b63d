using System.Net.Http.Headers;
using System.Text;

namespace Bitrix24.Imbot.Benchmarks.Peers;

/// <summary>
/// The time that the portal itself needs for messages in batches: 50 messages a request, and 50 requests at a time. The client does as little as
/// possible and doesn't read the answers.
/// </summary>
internal static class PlainBatches
{
    private const int Commands = 50;
    private const int AtOnce = 50;

    private static readonly HttpClient Http = new();
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static async Task SendAsync(Uri webhook, int count)
    {
        Uri address = new(webhook, "batch");
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            while (Interlocked.Add(ref next, Commands) <= count)
            {
                using ByteArrayContent content = new(Batch());
                content.Headers.ContentType = Json;
                using HttpResponseMessage response = await Http.PostAsync(address, content);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
            }
        }
    }

    private static byte[] Batch()
    {
        StringBuilder text = new("""{"halt":0,"cmd":{""");
        for (int number = 0; number < Commands; number++)
        {
            text.Append(number == 0 ? "\"m" : ",\"m").Append(number)
                .Append("\":\"imbot.v2.Chat.Message.send?botId=456&dialogId=chat5&fields[message]=message&fields[templateId]=")
                .Append(Guid.NewGuid()).Append("&botToken=my_bot_token\"");
        }

        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }
}
