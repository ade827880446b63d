using System.Diagnostics;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Files;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Receiving;

/// <summary>Runs the sample in samples/CSharpBot in a separate process.</summary>
public sealed class CSharpBotTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_echoes_messages_and_asks_before_it_deploys()
    {
        await using RunningBot bot = await RunningBot.StartAsync(Cancellation);
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "CSharpBot.dll"), "sample"]);
        start.Environment["BITRIX24_IMBOT_PROFILES"] = folder.Path;
        start.Environment["BITRIX24_IMBOT_STATE"] = folder.Path;
        await SaveProfileAsync(bot, Path.Combine(folder.Path, "sample.json"));
        using Process process = Process.Start(start)!;
        try
        {
            bot.Write("hello [b]you[/b]");
            await bot.SaidAsync("You wrote: hello", Cancellation);
            bot.Write("deploy");
            int question = (await bot.SaidAsync("Deploy now?", Cancellation)).Id;
            bot.Press(question, "Yes");
            await bot.SaidAsync("Deploying.", Cancellation);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Task SaveProfileAsync(RunningBot bot, string path)
    {
        ProfileContent content = new()
        {
            Kind = bot.Session.Kind,
            Portal = bot.Session.Portal,
            WebhookAddress = bot.Address,
            BotId = bot.Session.BotId,
            BotToken = bot.Session.BotToken,
            Transport = TransportOptions.Default,
        };
        return File.WriteAllBytesAsync(path, ProfileFormat.Write(content, SecretProtection.For(ProfileScope.CurrentUser)), Cancellation);
    }
}
