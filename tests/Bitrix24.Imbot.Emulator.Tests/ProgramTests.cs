using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task PrintsOneLineOfJsonAtOnceAndEndsOnSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        using Process program = Start("--json", "--expired-token");
        JsonNode info = JsonNode.Parse((await program.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token))!)!;
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        using HttpResponseMessage good = await http.GetAsync($"{info["webhookUri"]}profile", Token);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        using HttpResponseMessage expired = await http.GetAsync($"{info["domain"]}/rest/profile?auth={info["accessToken"]}", Token);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {program.Id}"]);
        await program.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task EndsWithItsParent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        using Process parent = Process.Start("/bin/sleep", "600");
        using Process program = Start("--json", "--parent-pid", $"{parent.Id}");
        await program.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token);
        Assert.False(program.HasExited);
        parent.Kill();
        await parent.WaitForExitAsync(Token);
        await program.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task PrintsSetupCommands()
    {
        using Process parent = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        await parent.WaitForExitAsync(Token);
        using Process program = Start("--parent-pid", $"{parent.Id}");
        string text = await program.StandardOutput.ReadToEndAsync(Token).WaitAsync(Patience, Token);
        Assert.StartsWith("The Bitrix24 emulator is running. Press Ctrl+C to stop it.\n\nPortal     http://127.0.0.1:", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\n$webhook = 'http://127.0.0.1:", text, StringComparison.Ordinal);
        Assert.Contains("\nConnect-B24Webhook $webhook -BotId 456 -BotToken $botToken", text, StringComparison.Ordinal);
        Assert.Contains("\nConnect-B24OAuth -Domain $domain", text, StringComparison.Ordinal);
        Assert.Contains("chat5", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The option '--nonsense' is unknown.", "--nonsense")]
    [InlineData("The option '--port' requires a number.", "--port", "x")]
    [InlineData("The option '--language' requires a two-letter language code, such as ru.", "--language", "12")]
    [InlineData("The option '--language' requires a two-letter language code, such as ru.", "--language")]
    public async Task WrongOptionIsReported(string message, params string[] arguments)
    {
        using Process program = Start(arguments);
        string text = await program.StandardError.ReadToEndAsync(Token).WaitAsync(Patience, Token);
        await program.WaitForExitAsync(Token);
        Assert.Equal(2, program.ExitCode);
        Assert.StartsWith(message, text, StringComparison.Ordinal);
        Assert.Contains("Usage: b24-emulator [options]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortInUseIsReported()
    {
        await using PortalEmulator emulator = await PortalEmulator.StartAsync(cancellationToken: Token);
        using Process program = Start("--port", $"{emulator.Address.Port}");
        await program.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(1, program.ExitCode);
        Assert.Equal(
            $"Port {emulator.Address.Port} is in use. Specify another port, or omit --port to use a free one.",
            (await program.StandardError.ReadToEndAsync(Token)).Trim());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
        [typeof(PortalEmulator).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
