using System.Diagnostics;
using System.Reflection;
using System.Text;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>A script of this folder in a real PowerShell with a home folder of its own, for as long as a test needs it.</summary>
internal sealed class PowerShellBot : IAsyncDisposable
{
    private readonly DirectoryInfo home;
    private readonly Process process;
    private readonly StringBuilder said = new();

    private PowerShellBot(DirectoryInfo home, Process process)
    {
        this.home = home;
        this.process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string RepositoryRoot { get; } = Path.GetFullPath(typeof(PowerShellBot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>Everything it has written, for the message of a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public static PowerShellBot Start(PortalEmulator emulator, string script)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("b24-home-");
        ProcessStartInfo start = RealPowerShell.CreateStart(
            "-File", Path.Combine(AppContext.BaseDirectory, script),
            "-Manifest", Path.Combine(RepositoryRoot, "Bitrix24.Imbot.psd1"),
            "-WebhookUri", emulator.WebhookUri.AbsoluteUri);
        start.SetHome(home.FullName);
        return new PowerShellBot(home, Process.Start(start)!);
    }

    /// <summary>Waits until it has written something.</summary>
    public async Task SaysAsync(string text, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (!Said.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited || limit.IsCancellationRequested, $"The bot did not write '{text}'. It wrote:\n{Said}");
            await Task.Delay(20, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        home.Delete(recursive: true);
    }

    private void Add(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
