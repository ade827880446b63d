using System.Text;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>Keeps an open page up to date with server-sent events: first everything, and then the changes.</summary>
internal sealed class LiveView(HostedPortal hosted)
{
    /// <summary>Changes within this time are sent together.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(30);

    /// <summary>A closed connection is noticed only when something is written to it.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task SendAsync(HttpContext context, ViewOptions options, CancellationToken ended)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        foreach ((string name, string value) in PagePolicy.Protect(new HttpAnswer(200, "", [])).Headers)
        {
            context.Response.Headers[name] = value;
        }

        ViewDifference known = new();
        await WriteAsync(context, "event: start\ndata: {}\n\n", ended);
        while (true)
        {
            Task changed = hosted.Portal.Changes.Next;
            JsonObject difference = known.Update(PageView.Create(hosted, options));
            if (difference.Count > 0)
            {
                await WriteAsync(context, $"event: change\ndata: {difference.ToJsonString(PhpJson.Readable)}\n\n", ended);
            }

            while (await Task.WhenAny(changed, Task.Delay(KeepAlive, ended)) != changed)
            {
                await WriteAsync(context, ":\n\n", ended);
            }

            await Task.Delay(MinInterval, ended);
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken ended)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ended);
        await context.Response.Body.FlushAsync(ended);
    }
}
