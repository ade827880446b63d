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
        { IsAbsoluteUri: false } => "The value of -Proxy is not an absolute URL.",
        { UserInfo.Length: > 0 } => "The proxy URL contains a user name or password.",
        { Scheme: var scheme } when Schemes.Contains(scheme) => null,
        _ => "The value of -Proxy is not a supported proxy URL.",
    };
}
