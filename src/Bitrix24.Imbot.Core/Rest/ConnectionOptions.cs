using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>How connections are made. Sessions with equal options share connections.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The defaults.</summary>
    public static ConnectionOptions Default { get; } = new();

    /// <summary>The proxy to go through; null for the system's own setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>User for the proxy; null for none.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Password for the proxy.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>Takes any certificate. Whoever stands between this machine and the portal can then read and change everything.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>A file with certificates (PEM or DER) of authorities that are trusted in addition to the system's own; null for none.</summary>
    public string? CertificateAuthorityPath { get; init; }
}
