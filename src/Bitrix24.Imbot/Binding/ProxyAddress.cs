namespace Bitrix24.Imbot.Binding;

/// <summary>Validates the proxy URL of <c>-Proxy</c>.</summary>
internal static class ProxyAddress
{
    /// <summary>The schemes that this version of .NET supports.</summary>
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

    /// <summary>Requires a valid proxy URL, or none.</summary>
    public static void Require(Uri? proxy, PSCredential? credential)
    {
        if (TroubleOf(proxy, credential) is { } trouble)
        {
            throw ConnectionErrors.ProxyInvalid.With(trouble);
        }
    }

    private static string? TroubleOf(Uri? proxy, PSCredential? credential) => proxy switch
    {
        null => credential is null ? null : "-ProxyCredential requires -Proxy.",
        { IsAbsoluteUri: false } => "The value of -Proxy is not an absolute URL.",
        { UserInfo.Length: > 0 } => "The proxy URL contains a user name or password.",
        { Scheme: var scheme } when Schemes.Contains(scheme) => null,
        _ => "The value of -Proxy is not a supported proxy URL.",
    };
}
