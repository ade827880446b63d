using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.State;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Starts a portal and a tab for each test. The page must cause no errors and no requests to other sites.</summary>
[Collection(BrowserRuns.Name)]
public abstract class PageTest(Chromium chromium) : IAsyncLifetime
{
    protected const int BotId = 456;
    internal const int Anna = 17;

    /// <summary>The maximum size of a picture in bytes.</summary>
    private const int MaxBytes = 200_000;

    private readonly List<BrowserTab> tabs = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    internal BrowserTab Tab { get; private set; } = null!;

    protected internal PortalEmulator Emulator { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        chromium.Require();
        Emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), Cancel);
        Tab = await OpenTabAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        http.Dispose();
        if (Tab is null)
        {
            return;
        }

        string[] elsewhere = [.. tabs.SelectMany(tab => tab.Requested).Where(address => !address.StartsWith(Emulator.Address.AbsoluteUri, StringComparison.Ordinal)
            && !address.StartsWith("about:", StringComparison.Ordinal))];
        string[] troubles = [.. tabs.SelectMany(tab => tab.Troubles)];
        foreach (BrowserTab tab in tabs)
        {
            await tab.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        Assert.Empty(elsewhere);
        Assert.Empty(troubles);
    }

    /// <summary>Opens another tab, for another person. The test closes it.</summary>
    private protected async Task<BrowserTab> OpenTabAsync()
    {
        BrowserTab tab = await BrowserTab.OpenAsync(chromium.Require(), Cancel);
        tabs.Add(tab);
        return tab;
    }

    /// <summary>Opens the page as a user in a dialog and waits until it has its state.</summary>
    private protected async Task OpenAsync(string dialogId, int userId = Anna, BrowserTab? tab = null)
    {
        tab ??= Tab;
        await tab.GoAsync($"{Emulator.PageAddress}#user={userId}&dialog={dialogId}");
        await tab.WaitAsync("document.querySelector('#conversation-bar .avatar') && document.querySelector('.dialog')");
    }

    /// <summary>Calls a method as the documentation's bot.</summary>
    protected internal async Task<JsonNode> BotAsync(string method, object parameters)
    {
        JsonObject body = JsonSerializer.SerializeToNode(parameters)!.AsObject();
        body["botId"] = BotId;
        body["botToken"] = "my_bot_token";
        using HttpResponseMessage answer = await http.PostAsJsonAsync(new Uri(Emulator.WebhookUri, "imbot.v2." + method), body, Cancel);
        JsonNode whole = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.True(whole["error"] is null, whole.ToJsonString());
        return whole["result"]!;
    }

    protected internal async Task<int> SendAsync(object fields, string dialogId = "17") =>
        (int)(await BotAsync("Chat.Message.send", new { dialogId, fields }))["id"]!;

    /// <summary>Waits for an element that appears when a bot answers. If it doesn't appear, the test shows the output of the bot.</summary>
    private protected static async Task Seen(BrowserTab tab, string element, PowerShellBot bot)
    {
        try
        {
            await tab.WaitAsync(element);
        }
        catch (Exception notSeen) when (notSeen is Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{notSeen.Message}\n\nThe bot said:\n{bot.Said}");
        }
    }

    /// <summary>Checks the size of a picture, and writes it into the documentation when the environment variable B24_PAGE_PICTURES is 1.</summary>
    private protected static async Task KeepPictureAsync(string name, byte[] picture)
    {
        Assert.InRange(picture.Length, 10_000, MaxBytes);
        if (Environment.GetEnvironmentVariable("B24_PAGE_PICTURES") == "1")
        {
            string folder = Path.Combine(PowerShellBot.RepositoryRoot, "docs", "images");
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, name), picture, Cancel);
        }
    }

    /// <summary>Waits for a state of the emulator.</summary>
    protected static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>An expression for the first element of a kind that shows a text.</summary>
    protected static string With(string selector, string text) =>
        $"[...document.querySelectorAll({BrowserTab.Quoted(selector)})].find((one) => one.innerText.includes({BrowserTab.Quoted(text)}))";

    protected static string Message(int id) => $"document.querySelector('[data-id=\"{id}\"]')";
}
