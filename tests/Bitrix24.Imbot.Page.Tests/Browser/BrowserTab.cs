using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>A tab with its own storage. Actions of people go through the browser's input, not through scripts.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private const int PatienceMilliseconds = 15_000;

    private readonly DevTools devTools;
    private readonly string context;
    private readonly string session;
    private readonly CancellationToken cancel;

    private BrowserTab(DevTools devTools, string context, string session, CancellationToken cancel)
    {
        this.devTools = devTools;
        this.context = context;
        this.session = session;
        this.cancel = cancel;
        devTools.EventReceived += OnEvent;
    }

    /// <summary>Addresses of all requests of the page.</summary>
    public ConcurrentQueue<string> Requested { get; } = [];

    /// <summary>Errors of scripts, dialogs of the browser, violations of the page's security policy, and logged errors.</summary>
    public ConcurrentQueue<string> Troubles { get; } = [];

    public static async Task<BrowserTab> OpenAsync(DevTools devTools, CancellationToken cancel)
    {
        JsonObject made = await devTools.CallAsync(null, "Target.createBrowserContext", new { disposeOnDetach = true }, cancel);
        string context = (string)made["browserContextId"]!;
        JsonObject target = await devTools.CallAsync(null, "Target.createTarget", new { url = "about:blank", browserContextId = context }, cancel);
        JsonObject attached = await devTools.CallAsync(
            null, "Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true }, cancel);
        BrowserTab tab = new(devTools, context, (string)attached["sessionId"]!, cancel);
        foreach (string domain in (IEnumerable<string>)["Page", "Runtime", "Network", "Log"])
        {
            await tab.CallAsync(domain + ".enable");
        }

        await tab.ShowAsAsync(1280, 860, "light");
        return tab;
    }

    /// <summary>Sets the size of the window in pixels, and the color scheme of the system.</summary>
    public async Task ShowAsAsync(int width, int height, string scheme)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });
        await CallAsync("Emulation.setEmulatedMedia", new
        {
            features = new[] { new { name = "prefers-color-scheme", value = scheme }, new { name = "prefers-reduced-motion", value = "reduce" } },
        });
    }

    public async Task GoAsync(string address)
    {
        await CallAsync("Page.navigate", new { url = "about:blank" });
        await CallAsync("Page.navigate", new { url = address });
        await WaitAsync($"document.readyState === 'complete' && location.href.startsWith({Quoted(address.Split('#')[0])})");
    }

    /// <summary>Returns the value of a JavaScript expression, or of its promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonObject answer = await CallAsync("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        Assert.True(answer["exceptionDetails"] is null, $"{expression}\n{answer["exceptionDetails"]?.ToJsonString()}");
        return answer["result"]!["value"]?.DeepClone();
    }

    public async Task<string> TextAsync(string expression) => (string?)await EvaluateAsync(expression) ?? "";

    /// <summary>Waits until an expression is true. If the page changes, the new page evaluates it.</summary>
    public async Task WaitAsync(string expression)
    {
        DateTime end = DateTime.UtcNow.AddMilliseconds(PatienceMilliseconds);
        while (true)
        {
            try
            {
                string found = await TextAsync($$"""
                    new Promise((tell) => {
                        const end = Date.now() + {{PatienceMilliseconds}};
                        const isTrue = () => { try { return Boolean({{expression}}); } catch { return false; } };
                        const look = () => isTrue() ? tell('true') : Date.now() > end ? tell(document.body.innerText) : setTimeout(look, 15);
                        look();
                    })
                    """);
                Assert.True(found == "true", $"Not so in time: {expression}\n\n{found}\n\n{string.Join('\n', Troubles)}");
                return;
            }
            catch (InvalidOperationException navigated) when (DateTime.UtcNow < end && navigated.Message.Contains("-32000", StringComparison.Ordinal))
            {
                // The page was replaced.
            }
        }
    }

    /// <summary>Clicks the middle of the element of an expression, once it exists, doesn't move and nothing covers it.</summary>
    public async Task ClickAsync(string element)
    {
        (double x, double y) = await PointAtAsync(element);
        await CallAsync("Input.dispatchMouseEvent", new { type = "mousePressed", x, y, button = "left", clickCount = 1 });
        await CallAsync("Input.dispatchMouseEvent", new { type = "mouseReleased", x, y, button = "left", clickCount = 1 });
    }

    /// <summary>Moves the pointer to the middle of the element of an expression, once it exists, doesn't move and isn't covered.</summary>
    public async Task<(double X, double Y)> PointAtAsync(string element)
    {
        await WaitAsync($$"""
            (() => {
                const found = {{element}};
                found.scrollIntoView({ block: 'center' });
                const box = found.getBoundingClientRect();
                const at = [box.x + box.width / 2, box.y + box.height / 2];
                const top = document.elementFromPoint(...at);
                const isStill = String(window.clickPoint) === String(at);
                window.clickPoint = at;
                return isStill && !found.disabled && box.width > 0 && (found.contains(top) || top?.contains(found));
            })()
            """);
        JsonArray point = (await EvaluateAsync("window.clickPoint"))!.AsArray();
        double x = (double)point[0]!;
        double y = (double)point[1]!;
        await CallAsync("Input.dispatchMouseEvent", new { type = "mouseMoved", x, y });
        return (x, y);
    }

    /// <summary>Shows all elements of a selector in states such as hover or active, until <see cref="EndStatesAsync"/>.</summary>
    public async Task ForceStatesAsync(string selector, params string[] states)
    {
        await CallAsync("DOM.enable");
        await CallAsync("CSS.enable");
        int root = (int)(await CallAsync("DOM.getDocument", new { depth = 0 }))["root"]!["nodeId"]!;
        JsonArray found = (await CallAsync("DOM.querySelectorAll", new { nodeId = root, selector }))["nodeIds"]!.AsArray();
        foreach (JsonNode? node in found)
        {
            await CallAsync("CSS.forcePseudoState", new { nodeId = (int)node!, forcedPseudoClasses = states });
        }
    }

    public async Task EndStatesAsync()
    {
        await CallAsync("CSS.disable");
        await CallAsync("DOM.disable");
    }

    /// <summary>Remembers what the page copies in <c>window.copied</c>, and lets it copy.</summary>
    public Task WatchClipboardAsync() => EvaluateAsync("""
        {
            const write = navigator.clipboard.writeText.bind(navigator.clipboard);
            navigator.clipboard.writeText = (text) => write(window.copied = text);
        }
        """);

    /// <summary>Makes the timers of the page fast, so that no test waits for a note to disappear.</summary>
    public Task HurryTimersAsync() => EvaluateAsync(
        "{ const slow = setTimeout; window.setTimeout = (action, time, ...rest) => slow(action, time / 50, ...rest); }");

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new { text });

    /// <summary>Presses and releases a key: <c>Enter</c>, <c>Tab</c>, <c>ArrowUp</c>, <c>r</c>, <c>Alt+Digit2</c>, <c>Shift+Tab</c>.</summary>
    public async Task KeyAsync(string keys)
    {
        string[] parts = keys.Split('+');
        string key = parts[^1];
        int modifiers = (parts.Contains("Alt") ? 1 : 0) | (parts.Contains("Control") ? 2 : 0) | (parts.Contains("Shift") ? 8 : 0);
        (string code, int number) = key switch
        {
            "Enter" => (key, 13),
            "Tab" => (key, 9),
            "Escape" => (key, 27),
            "Delete" => (key, 46),
            "ArrowUp" => (key, 38),
            "ArrowDown" => (key, 40),
            "ArrowLeft" => (key, 37),
            "ArrowRight" => (key, 39),
            "Home" => (key, 36),
            " " => ("Space", 32),
            ['D', 'i', 'g', 'i', 't', char digit] => (key, digit),
            _ => ("Key" + key.ToUpperInvariant(), char.ToUpperInvariant(key[0])),
        };
        string? text = key == "Enter" ? "\r" : key.Length == 1 && modifiers == 0 ? key : null;
        string name = key.StartsWith("Digit", StringComparison.Ordinal) ? key[^1..] : key;
        await CallAsync("Input.dispatchKeyEvent", new
        {
            type = text is null ? "rawKeyDown" : "keyDown", key = name, code, modifiers, windowsVirtualKeyCode = number, text = text ?? "",
        });
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = name, code, modifiers, windowsVirtualKeyCode = number });
    }

    public async Task<byte[]> PictureAsync() =>
        Convert.FromBase64String((string)(await CallAsync("Page.captureScreenshot", new { format = "png" }))["data"]!);

    public async ValueTask DisposeAsync()
    {
        devTools.EventReceived -= OnEvent;
        await devTools.CallAsync(null, "Target.disposeBrowserContext", new { browserContextId = context }, CancellationToken.None);
    }

    public Task<JsonObject> CallAsync(string method, object? parameters = null) => devTools.CallAsync(session, method, parameters, cancel);

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    private void OnEvent(string? from, string method, JsonObject parameters)
    {
        if (from != session)
        {
            return;
        }

        switch (method)
        {
            case "Network.requestWillBeSent":
                Requested.Enqueue((string)parameters["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown" or "Page.javascriptDialogOpening" or "Log.entryAdded":
                Troubles.Enqueue($"{method}: {parameters.ToJsonString()}");
                break;
            case "Runtime.consoleAPICalled" when (string?)parameters["type"] is "error" or "warning":
                Troubles.Enqueue($"{method}: {parameters.ToJsonString()}");
                break;
        }
    }
}
