using System.Globalization;
using System.Net;
using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Tests.Listening;

/// <summary>A listener for bot 456 with the token my_bot_token, and the forms that the portal would push to it.</summary>
internal sealed class TestListener : IDisposable
{
    public const string Token = "my_bot_token";
    public const long BotId = 456;

    private static readonly Uri Portal = new("https://portal.example.com/");

    public TestListener(string folder, HttpLimits? limits = null, string uri = "http://127.0.0.1:0/b24/")
    {
        Source = new ListenerEventSource(
            ListenAddress.Parse(new Uri(uri)),
            ApplicationToken.FromBotToken(Secret.FromText(Token)!),
            BotId,
            new PushedQueue(folder, Portal, BotId, SystemClock.Instance),
            limits ?? new HttpLimits(),
            SystemClock.Instance);
    }

    public ListenerEventSource Source { get; }

    public IPEndPoint EndPoint => Source.EndPoint!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public static async Task<TestListener> StartAsync(string folder, HttpLimits? limits = null)
    {
        TestListener listener = new(folder, limits);
        await listener.Source.StartAsync(null, Cancellation);
        return listener;
    }

    /// <summary>A message event as the portal pushes it.</summary>
    public static string Form(int messageId, string text = "hello", string token = "custom" + Token, long botId = BotId, string dialogId = "chat5", string type = "ONIMBOTV2MESSAGEADD") =>
        string.Join('&', new Dictionary<string, string>
        {
            ["event"] = type,
            ["event_handler_id"] = "4560",
            ["data[bot][id]"] = botId.ToString(CultureInfo.InvariantCulture),
            ["data[bot][code]"] = "docs",
            ["data[message][id]"] = messageId.ToString(CultureInfo.InvariantCulture),
            ["data[message][authorId]"] = "17",
            ["data[message][text]"] = text,
            ["data[chat][id]"] = "5",
            ["data[chat][dialogId]"] = dialogId,
            ["data[user][id]"] = "17",
            ["data[user][bot]"] = "0",
            ["data[language]"] = "en",
            ["ts"] = "1790000000",
            ["auth[domain]"] = "portal.example.com",
            ["auth[application_token]"] = token,
        }.Select(pair => $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}"));

    /// <summary>A complete request with a body.</summary>
    public static string Post(string body, string path = "/b24/", string host = "bots.example.com", string headers = "", string type = "application/x-www-form-urlencoded") =>
        $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {type}\r\n{headers}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    public Task<int> SendAsync(string request) => RawHttp.StatusAsync(EndPoint, request);

    /// <summary>Receives this number of events, in the order of their arrival.</summary>
    public async Task<List<PortalEvent>> ReceiveAsync(int count)
    {
        List<PortalEvent> taken = [];
        while (taken.Count < count)
        {
            taken.AddRange(await Source.NextAsync(null, Cancellation));
        }

        return taken;
    }

    public void Dispose() => Source.Dispose();
}
