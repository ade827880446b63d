using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests.ForeignClients;

/// <summary>
/// Bitrix24's own SDK for JavaScript against the emulator. npm installs it in the versions of package-lock.json. It is not committed.
/// </summary>
public sealed class SdkTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2 certificate = SelfSignedCertificate.Create();
    private readonly SocketsHttpHandler handler = new() { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
    private PortalEmulator emulator = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        // The SDK speaks https only.
        emulator = await PortalEmulator.StartAsync(new EmulatorOptions { Certificate = certificate, AccessTokenExpired = true }, TestContext.Current.CancellationToken);
        http = new HttpClient(handler) { BaseAddress = emulator.Address };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
        certificate.Dispose();
    }

    [Fact]
    public async Task TheSdkWorksWithEveryMethodABatchErrorsAndARefresh()
    {
        string folder = await InstallAsync();
        DocumentedCalls calls = await DocumentedCalls.PrepareAsync(emulator.Portal, CallAsync, accessToken: null);
        JsonNode answer = await RunAsync(folder, new JsonObject
        {
            ["webhookUri"] = emulator.WebhookUri.AbsoluteUri,
            ["expireUri"] = new Uri(emulator.Address, "emulator/oauth/expire").AbsoluteUri,
            ["calls"] = new JsonArray([.. DocumentedCalls.Methods.Select(
                method => new JsonObject { ["method"] = method, ["params"] = calls.Parameters(method, "webhook") })]),
            ["batch"] = JsonNode.Parse("""
                {
                    "chat":{"method":"imbot.v2.Chat.get","params":{"botId":456,"botToken":"my_bot_token","dialogId":"chat5"}},
                    "bot":{"method":"imbot.v2.Bot.get","params":{"botId":456,"botToken":"my_bot_token"}}
                }
                """),
            ["refused"] = JsonNode.Parse("""
                [
                    {"method":"imbot.v2.No.such","params":{}},
                    {"method":"imbot.v2.Chat.get","params":{"botId":456,"botToken":"wrong","dialogId":"chat5"}},
                    {"method":"imbot.v2.Chat.get","params":{"botId":456,"botToken":"my_bot_token","dialogId":5}}
                ]
                """),
            ["oauth"] = new JsonObject
            {
                ["applicationToken"] = emulator.Application.ApplicationToken,
                ["userId"] = 1,
                ["memberId"] = emulator.Application.MemberId,
                ["accessToken"] = emulator.Application.AccessToken,
                ["refreshToken"] = emulator.Application.RefreshToken,
                ["expires"] = emulator.Application.AccessTokenExpiresAt.ToUnixTimeSeconds() - 60,
                ["expiresIn"] = 3600,
                ["scope"] = emulator.Application.Scope,
                ["domain"] = emulator.Application.Domain,
                ["clientEndpoint"] = new Uri(emulator.Address, "rest/").AbsoluteUri,
                ["serverEndpoint"] = new Uri(emulator.Address, "rest/").AbsoluteUri,
                ["status"] = emulator.Application.Status,
            },
            ["application"] = new JsonObject { ["clientId"] = emulator.Application.ClientId, ["clientSecret"] = emulator.Application.ClientSecret },
        });

        JsonArray outcomes = answer["calls"]!.AsArray();
        Assert.Equal(40, outcomes.Count);
        string[] failed = [.. outcomes.Where(outcome => outcome!["result"] is null).Select(outcome => outcome!.ToJsonString())];
        Assert.True(failed.Length == 0, string.Join('\n', failed));
        Assert.Equal("docs_bot", (string?)answer["batch"]!["result"]!["bot"]!["bot"]!["code"]);
        Assert.Equal(
            ["ERROR_METHOD_NOT_FOUND", "BOT_OWNERSHIP_ERROR", "100"],
            answer["errors"]!.AsArray().Select(error => (string?)(error!["error"] ?? error["errors"]?[0])));
        Assert.Equal(("1", "1"), ((string?)answer["profile"]!["result"]?["ID"], (string?)answer["afterRefusal"]!["result"]?["ID"]));
        Assert.Equal(2, answer["refreshed"]!.AsArray().Select(token => (string)token!).Distinct().Count());
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        using StringContent content = new(parameters.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(emulator.WebhookUri, method), content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["result"]!;
    }

    private async Task<JsonNode> RunAsync(string folder, JsonObject portal)
    {
        string pem = Path.Combine(folder, $"portal-{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        try
        {
            Dictionary<string, string> environment = new() { ["NODE_EXTRA_CA_CERTS"] = pem, ["NO_PROXY"] = "*", ["no_proxy"] = "*" };
            (int code, string output, string errors) = await ForeignProcess.RunAsync(
                ForeignProcess.Find("node")!, ["run.mjs"], folder, portal.ToJsonString(), environment, TestContext.Current.CancellationToken);
            Assert.True(code == 0, errors);
            return JsonNode.Parse(output[output.IndexOf('{')..])!;
        }
        finally
        {
            File.Delete(pem);
        }
    }

    /// <summary>The folder with the SDK next to the tests, which stays for the next run.</summary>
    private static async Task<string> InstallAsync()
    {
        string? node = ForeignProcess.Find("node");
        string? npm = ForeignProcess.Find("npm");
        Assert.SkipWhen(node is null || npm is null, "Node.js with npm is not on the PATH.");
        string source = Path.Combine(Repository.Root, "tests", "Bitrix24.Imbot.Emulator.Tests", "ForeignClients", "sdk");
        string folder = Path.Combine(AppContext.BaseDirectory, "foreign-sdk");
        Directory.CreateDirectory(folder);
        string done = Path.Combine(folder, "installed.json");
        string lockText = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"), TestContext.Current.CancellationToken);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (File.Exists(done) && await File.ReadAllTextAsync(done, TestContext.Current.CancellationToken) == lockText)
        {
            return folder;
        }

        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(Patience);
        (int code, _, string errors) = await ForeignProcess.RunAsync(
            npm!, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"], folder, "", new Dictionary<string, string>(), limited.Token);
        string[] unreachable = ["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN"];
        Assert.SkipWhen(code != 0 && unreachable.Any(reason => errors.Contains(reason, StringComparison.Ordinal)), "npm cannot reach its registry.");
        Assert.True(code == 0, errors);
        await File.WriteAllTextAsync(done, lockText, TestContext.Current.CancellationToken);
        return folder;
    }
}
