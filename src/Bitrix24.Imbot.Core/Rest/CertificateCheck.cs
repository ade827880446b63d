using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Checks a server's certificate: accepts what the system accepts, and chains that end at a certificate authority from the user's file.
/// </summary>
internal sealed class CertificateCheck(X509Certificate2[] authorities)
{
    private const string PemBegin = "-----BEGIN CERTIFICATE-----";
    private const string PemEnd = "-----END CERTIFICATE-----";

    /// <summary>Reads the file with the authorities' certificates.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.CertificateAuthorityUnreadable"/>.</exception>
    public static CertificateCheck FromFile(string path)
    {
        try
        {
            return new CertificateCheck(Read(PrivateFile.Read(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or FormatException)
        {
            throw ConnectionErrors.CertificateAuthorityUnreadable.With($"{path} could not be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whether to trust the server.</summary>
    /// <remarks>A certificate authority doesn't excuse a wrong host name or a missing certificate.</remarks>
    public bool Accepts(X509Certificate2? certificate, X509Chain? offered, SslPolicyErrors errors) => errors == SslPolicyErrors.None
        || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && EndsAtTrustedAuthority(certificate, offered));

    private bool EndsAtTrustedAuthority(X509Certificate2 certificate, X509Chain? offered)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        foreach (X509ChainElement element in offered?.ChainElements.Cast<X509ChainElement>() ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        if (!chain.Build(certificate) || chain.ChainStatus.Any(status => (status.Status & ~(X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NoError)) != 0))
        {
            return false;
        }

        byte[] root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData;
        return authorities.Any(authority => authority.RawData.SequenceEqual(root));
    }

    private static X509Certificate2[] Read(byte[] content)
    {
        string[] parts = Encoding.ASCII.GetString(content).Split([PemBegin], StringSplitOptions.None);
        return parts.Length == 1 ? [new X509Certificate2(content)] : [.. parts.Skip(1).Select(ReadPem)];
    }

    private static X509Certificate2 ReadPem(string part)
    {
        int end = part.IndexOf(PemEnd, StringComparison.Ordinal);
        return end < 0 ? throw new FormatException("A certificate is incomplete.") : new X509Certificate2(Convert.FromBase64String(part.Substring(0, end)));
    }
}
