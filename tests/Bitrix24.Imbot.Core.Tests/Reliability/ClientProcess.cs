using System.Diagnostics;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Runs the reliability client in a separate process.</summary>
internal static class ClientProcess
{
    private const string Client = "Bitrix24.Imbot.ReliabilityClient.dll";

    private static readonly string Host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The environment of a client that works as the portal's application, with a token store.</summary>
    public static Dictionary<string, string> OAuthOf(PortalEmulator portal, string store) => new()
    {
        ["B24_DOMAIN"] = portal.Address.AbsoluteUri,
        ["B24_CLIENT_ID"] = portal.Application.ClientId,
        ["B24_CLIENT_SECRET"] = portal.Application.ClientSecret,
        ["B24_ACCESS_TOKEN"] = portal.Application.AccessToken,
        ["B24_REFRESH_TOKEN"] = portal.Application.RefreshToken,
        ["B24_SCOPE"] = portal.Application.Scope,
        ["B24_STORE"] = store,
    };

    /// <summary>Starts the client, whose output can be read.</summary>
    public static Process Start(Dictionary<string, string> environment) => Start(new ProcessStartInfo(Host, [Path.Combine(AppContext.BaseDirectory, Client)]), environment);

    /// <summary>Starts the client with an account without any permissions. Only root can do this.</summary>
    /// <param name="environment">The environment variables of the client.</param>
    /// <param name="folder">The folder for a copy of the client that such an account can read.</param>
    public static Process StartAsNobody(Dictionary<string, string> environment, string folder)
    {
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory, "Bitrix24.Imbot.ReliabilityClient.*")
            .Append(Path.Combine(AppContext.BaseDirectory, "Bitrix24.Imbot.Core.dll")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Start(new ProcessStartInfo("/usr/bin/setpriv", ["--reuid=65534", "--clear-groups", Host, Path.Combine(folder, Client)]), environment);
    }

    /// <summary>Starts the client with a umask of 0, which removes no permissions from new files.</summary>
    public static Process StartWithoutUmask(Dictionary<string, string> environment) => Start(
        new ProcessStartInfo("/bin/sh", ["-c", "umask 000; exec \"$0\" \"$1\"", Host, Path.Combine(AppContext.BaseDirectory, Client)]), environment);

    private static Process Start(ProcessStartInfo start, Dictionary<string, string> environment)
    {
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        foreach (KeyValuePair<string, string> variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        return Process.Start(start)!;
    }
}
