using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>The address of a proxy as <c>-Proxy</c> gives it.</summary>
internal static class ProxyAddress
{
    /// <summary>What this .NET can go through.</summary>
    private static readonly string[] Schemes =
    [
        "http",
        "https",
#if NET
        "socks4",
        "socks4a",
        "socks5",
#endif
    ];

    /// <summary>Refuses what cannot be a proxy.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.ProxyInvalid"/>.</exception>
    public static bool Require(Uri? proxy, PSCredential? credential) => TroubleOf(proxy, credential) is { } trouble ? throw ConnectionErrors.ProxyInvalid.With(trouble) : true;

    private static string? TroubleOf(Uri? proxy, PSCredential? credential) => proxy switch
    {
        null => credential is null ? null : "-ProxyCredential was given without -Proxy.",
        { IsAbsoluteUri: false } => "-Proxy is no whole address.",
        { UserInfo.Length: > 0 } => "The address of the proxy holds a user name or password.",
        { Scheme: var scheme } when Schemes.Contains(scheme) => null,
        _ => "-Proxy is no address of a proxy.",
    };
}
