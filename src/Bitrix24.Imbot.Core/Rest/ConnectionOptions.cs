using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Connection settings. Sessions with equal settings share connections.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The defaults.</summary>
    public static ConnectionOptions Default { get; } = new();

    /// <summary>The proxy; null for the system's setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy; null for none.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>The password for the proxy.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>Whether to accept any certificate. An attacker between this computer and the portal can then read and change all data.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>A file with certificates (PEM or DER) of certificate authorities to trust in addition to the system's; null for none.</summary>
    public string? CertificateAuthorityPath { get; init; }
}
