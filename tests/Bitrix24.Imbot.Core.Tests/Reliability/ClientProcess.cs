using System.Diagnostics;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>The reliability client as a process of its own.</summary>
internal static class ClientProcess
{
    /// <summary>What the client needs to work as the portal's application, with a store of tokens.</summary>
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

    /// <summary>Starts it; what it writes can be read from its output.</summary>
    public static Process Start(Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Bitrix24.Imbot.ReliabilityClient.dll") },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (KeyValuePair<string, string> variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        return Process.Start(start)!;
    }
}
