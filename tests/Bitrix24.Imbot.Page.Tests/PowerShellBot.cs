using System.Diagnostics;
using System.Reflection;
using System.Text;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Runs a script of this folder in a real PowerShell with a separate home folder, for as long as a test needs it.</summary>
internal sealed class PowerShellBot : IAsyncDisposable
{
    private readonly DirectoryInfo home;
    private readonly ProcessStartInfo start;
    private readonly StringBuilder said = new();
    private Process process;

    private PowerShellBot(DirectoryInfo home, ProcessStartInfo start)
    {
        this.home = home;
        this.start = start;
        process = Begin();
    }

    public static string RepositoryRoot { get; } = Path.GetFullPath(typeof(PowerShellBot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>All output, for the message of a failed test.</summary>
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
        return new PowerShellBot(home, start);
    }

    /// <summary>Kills the process, and starts the script again with the same home folder.</summary>
    public async Task KillAndStartAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        lock (said)
        {
            said.Clear();
        }

        process = Begin();
    }

    /// <summary>Waits for an output of the script.</summary>
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

    private Process Begin()
    {
        Process begun = Process.Start(start)!;
        begun.OutputDataReceived += (_, line) => Add(line.Data);
        begun.ErrorDataReceived += (_, line) => Add(line.Data);
        begun.BeginOutputReadLine();
        begun.BeginErrorReadLine();
        return begun;
    }

    private void Add(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
