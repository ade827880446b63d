using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>A headless browser with an empty profile for all tests of the page. Without a browser, they are skipped.</summary>
public sealed partial class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];

    private readonly string? program = FindProgram();
    private DirectoryInfo? profile;
    private Process? process;

    internal DevTools? DevTools { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (program is null)
        {
            return;
        }

        profile = Directory.CreateTempSubdirectory("b24-chromium-");
        ProcessStartInfo start = new(program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0",
            "--force-color-profile=srgb", "--lang=en-GB", $"--user-data-dir={profile.FullName}", "about:blank",
        ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        Uri address = await ReadAddressAsync(process);
        DevTools = await Browser.DevTools.ConnectAsync(address, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (DevTools is not null)
        {
            await DevTools.DisposeAsync();
        }

        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        DeleteProfile();
        GC.SuppressFinalize(this);
    }

    internal DevTools Require()
    {
        Assert.SkipWhen(DevTools is null, "Chromium is not on the PATH.");
        return DevTools;
    }

    /// <summary>Also reads the later output, because a full pipe would block the browser.</summary>
    private static async Task<Uri> ReadAddressAsync(Process process)
    {
        StringBuilder said = new();
        TaskCompletionSource<Uri> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, told) =>
        {
            said.AppendLine(told.Data);
            if (told.Data is null)
            {
                found.TrySetException(new InvalidOperationException("The browser did not start:\n" + said));
            }
            else if (Listening().Match(told.Data) is { Success: true } match)
            {
                found.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await found.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static string? FindProgram() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    private void DeleteProfile()
    {
        try
        {
            profile?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser that is about to end still writes. The folder is a temporary one.
        }
    }

    [GeneratedRegex("^DevTools listening on (ws://.+)$")]
    private static partial Regex Listening();
}
