using System.Diagnostics;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Runs the examples of docs/emulator.md.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public async Task Every_example_of_the_document_works()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(PowerShellBot.RepositoryRoot, "docs", "emulator.md"), TestContext.Current.CancellationToken);

        // HelpExamples.Tests.ps1 runs the bot on this page, because it needs the module.
        string[] examples = [.. Example().Matches(text).Select(match => match.Groups[1].Value).Where(example => !example.Contains("-B24", StringComparison.Ordinal))];
        Assert.True(examples.Length >= 6, "The examples were not found.");
        await using PortalEmulator emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        string script = "$ErrorActionPreference = 'Stop'\n" + string.Join('\n', examples)
            .Replace("http://127.0.0.1:8080/", emulator.Address.AbsoluteUri, StringComparison.Ordinal) + "\n'the end'\n";

        string[] before = [.. emulator.Portal.Users.Select(user => user.Name)];
        string said = await RunAsync(script);
        Assert.EndsWith("the end", said.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("ONIMBOTV2COMMANDADD staging", said, StringComparison.Ordinal);
        Assert.Equal(before, emulator.Portal.Users.Select(user => user.Name));
    }

    private static async Task<string> RunAsync(string script)
    {
        string file = Path.Combine(Path.GetTempPath(), $"b24-examples-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        try
        {
            ProcessStartInfo start = RealPowerShell.CreateStart("-File", file);

            // A proxy of the environment must not be used for the emulator.
            start.Environment["no_proxy"] = "127.0.0.1,localhost";
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0 && (await error).Length == 0, await error + await output);
            return await output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("```powershell\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
