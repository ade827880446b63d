using System.Diagnostics;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Quickstart;

/// <summary>Runs Quickstart.ps1 in a real PowerShell, on the module as it was built.</summary>
internal static class PowerShellDemo
{
    public static string? FindPowerShell()
    {
        string file = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    public static async Task<int> RunAsync(string pwsh, PortalEmulator portal)
    {
        ProcessStartInfo start = new(pwsh)
        {
            ArgumentList = { "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Quickstart.ps1") },
            UseShellExecute = false,
        };

        // By environment and not by arguments, which every user of a machine can see.
        start.Environment["B24_MODULE"] = FindManifest();
        start.Environment["B24_WEBHOOK"] = portal.WebhookUri.AbsoluteUri;
        start.Environment["B24_DOMAIN"] = portal.Address.AbsoluteUri;
        start.Environment["B24_CLIENT_ID"] = portal.Application.ClientId;
        start.Environment["B24_CLIENT_SECRET"] = portal.Application.ClientSecret;
        start.Environment["B24_ACCESS_TOKEN"] = portal.Application.AccessToken;
        start.Environment["B24_REFRESH_TOKEN"] = portal.Application.RefreshToken;
        start.Environment["B24_SCOPE"] = portal.Application.Scope;
        if (Console.IsOutputRedirected)
        {
            start.Environment["NO_COLOR"] = "1";
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{pwsh} did not start.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string FindManifest()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string manifest = Path.Combine(folder.FullName, "Bitrix24.Imbot.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        throw new FileNotFoundException("Bitrix24.Imbot.psd1 was not found above " + AppContext.BaseDirectory);
    }
}
