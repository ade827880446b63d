using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Copies recorded requests as commands and runs them. The portal must get the same calls again.</summary>
public sealed class CopiedCommandTests : IAsyncLifetime
{
    private const string Text = "It's \u2018quoted\u2019 and \"quoted\" with $HOME `whoami` \\n 100% [b]bold[/b] & <tag>\nПривет \U0001F44D";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private PortalEmulator emulator = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        await PostAsync("imbot.v2.Chat.Message.send", Json(new
        {
            botId = 456,
            botToken = "my_bot_token",
            dialogId = "chat5",
            listsInList = new[] { new[] { new string('a', 60), "b" }, new[] { new string('c', 60), "d" } },
            fields = new
            {
                message = Text,
                urlPreview = false,
                keyboard = new object[] { new { TEXT = "Go", COMMAND = "go", WIDTH = 120 }, new { TYPE = "NEWLINE" } },
                attach = new object[] { new { GRID = new[] { new { NAME = "a", VALUE = "b", DISPLAY = "ROW" } } } },
            },
        }));
        await PostAsync("imbot.v2.Chat.Message.send", new StringContent(
            "botId=456&botToken=my_bot_token&dialogId=chat5&fields[message]=" + Uri.EscapeDataString(Text), Encoding.UTF8, "application/x-www-form-urlencoded"));
        await PostAsync("batch", Json(new
        {
            halt = 1,
            cmd = new Dictionary<string, string>
            {
                ["one"] = "imbot.v2.Chat.get?botId=456&botToken=my_bot_token&dialogId=chat5",
                ["two"] = "profile",
            },
        }));
        using HttpResponseMessage read = await http.GetAsync(new Uri(emulator.WebhookUri, "profile"), TestContext.Current.CancellationToken);
        using HttpRequestMessage bearer = new(HttpMethod.Post, new Uri(emulator.Address, "rest/imbot.v2.Chat.get"))
        {
            Content = Json(new { botId = 457, dialogId = "chat5" }),
        };
        bearer.Headers.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Application.AccessToken);
        using HttpResponseMessage asApplication = await http.SendAsync(bearer, TestContext.Current.CancellationToken);
        Assert.All(emulator.Requests.Snapshot(), request => Assert.Equal(200, request.Status));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Curl_sends_the_same_requests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        Assert.SkipWhen(!HasCurl(), "curl is not on the PATH.");
        IReadOnlyList<RecordedRequest> before = emulator.Requests.Snapshot();
        string[] commands = [.. (await CopiesAsync(before)).Select(copy => (string)copy["curl"]!["text"]!)];
        Assert.All(commands, command => Assert.DoesNotContain("my_bot_token", command, StringComparison.Ordinal));
        Assert.All(commands, command => Assert.DoesNotContain(emulator.Application.AccessToken, command, StringComparison.Ordinal));
        ProcessStartInfo start = new("/bin/sh", ["-e", "-c", string.Join('\n', commands)]);
        start.Environment["no_proxy"] = "127.0.0.1";
        start.Environment["webhook"] = emulator.WebhookUri.AbsoluteUri;
        start.Environment["botToken"] = "my_bot_token";
        start.Environment["accessToken"] = emulator.Application.AccessToken;
        await RunAsync(start);
        IReadOnlyList<RecordedRequest> after = [.. emulator.Requests.Snapshot().Skip(before.Count)];
        Assert.Equal(before.Select(Sent), after.Select(Sent));
        Assert.All(after, request => Assert.Equal(200, request.Status));

        static (string Path, string Query, string Body) Sent(RecordedRequest request) => (request.Path, request.Query, request.Body);
    }

    [Fact]
    public async Task Cmdlets_send_the_same_calls()
    {
        // The last one belongs to an application, and the session below is a webhook.
        RecordedRequest[] before = [.. emulator.Requests.Snapshot().SkipLast(1)];
        string[] commands = [.. (await CopiesAsync(before)).Select(copy => (string)copy["cmdlet"]!)];
        string script = $"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{Path.Combine(PowerShellBot.RepositoryRoot, "Bitrix24.Imbot.psd1")}'
            Connect-B24Webhook '{emulator.WebhookUri}' -BotId 456 -BotToken my_bot_token
            {string.Join('\n', commands.Select(command => $"$null = {command}"))}
            """;
        string file = Path.Combine(Path.GetTempPath(), $"b24-copied-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script, new UTF8Encoding(true), TestContext.Current.CancellationToken);
        try
        {
            await RunAsync(RealPowerShell.CreateStart("-File", file));
        }
        finally
        {
            File.Delete(file);
        }

        RecordedRequest[] after = [.. emulator.Requests.Snapshot().Skip(before.Length + 1)];
        Assert.Equal(before.Select(request => request.Method), after.Select(request => request.Method));
        Message[] messages = [.. emulator.Portal.MessagesOf("chat5")];
        Assert.Equal(4, messages.Length);
        Assert.All(messages, message => Assert.Equal(messages[0].Text, message.Text));
        Assert.True(JsonNode.DeepEquals(Fields(before[0]), Fields(after[0])), after[0].Body);

        static JsonNode Fields(RecordedRequest request) => JsonNode.Parse(request.Body)!["fields"]!;
    }

    private static StringContent Json(object value) => new(System.Text.Json.JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    private static bool HasCurl() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "curl")));

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error + await output);
    }

    private async Task PostAsync(string method, HttpContent content)
    {
        using HttpResponseMessage answer = await http.PostAsync(new Uri(emulator.WebhookUri, method), content, TestContext.Current.CancellationToken);
        content.Dispose();
    }

    /// <summary>Gets the texts for the two buttons of the page.</summary>
    private async Task<JsonNode[]> CopiesAsync(IReadOnlyList<RecordedRequest> requests)
    {
        List<JsonNode> copies = [];
        foreach (RecordedRequest request in requests)
        {
            string text = await http.GetStringAsync(new Uri(emulator.PageAddress, $"page/requests/{request.Sequence}"), TestContext.Current.CancellationToken);
            copies.Add(JsonNode.Parse(text)!);
        }

        return [.. copies];
    }
}
