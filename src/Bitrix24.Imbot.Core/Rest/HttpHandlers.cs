using System.Collections.Concurrent;
using System.Net;
#if NET
using System.Security.Cryptography.X509Certificates;
#else
using System.Security.Authentication;
#endif

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The HTTP connections of the process. Sessions with equal settings share a pool, so a new session needs no new connection.</summary>
internal static class HttpHandlers
{
    private static readonly ConcurrentDictionary<ConnectionOptions, HttpMessageHandler> Handlers = new();

    public static HttpMessageHandler For(ConnectionOptions options) => Handlers.GetOrAdd(options, static chosen =>
    {
        WebProxy? proxy = ProxyOf(chosen);
        return new PortalHandler(usesProxy => Make(chosen, proxy, usesProxy), proxy);
    });

    private static WebProxy? ProxyOf(ConnectionOptions options) => options.Proxy is null
        ? null
        : new WebProxy(options.Proxy)
        {
            Credentials = options.ProxyUser is null ? null : new NetworkCredential(options.ProxyUser, options.ProxyPassword?.Reveal()),
        };

#if NET
    private static SocketsHttpHandler Make(ConnectionOptions options, WebProxy? proxy, bool usesProxy)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = usesProxy,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // Finds a portal that moves to another IP address without a restart.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            ConnectCallback = PortalHandler.ConnectAsync,
        };
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        if (options.SkipCertificateCheck)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (options.CertificateAuthorityPath is { } path)
        {
            CertificateCheck check = CertificateCheck.FromFile(path);
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, certificate, chain, errors) => check.Accepts(certificate as X509Certificate2, chain, errors);
        }

        return handler;
    }
#else
    private static HttpClientHandler Make(ConnectionOptions options, WebProxy? proxy, bool usesProxy)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = usesProxy,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // .NET Framework allows only two connections to a host by default.
            MaxConnectionsPerServer = 256,
        };
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        }
        else if (options.CertificateAuthorityPath is { } path)
        {
            CertificateCheck check = CertificateCheck.FromFile(path);
            handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => check.Accepts(certificate, chain, errors);
        }

        // Only if the process allows no protocol from TLS 1.2 on, and only for the connections of this library.
        SecurityProtocolType allowed = ServicePointManager.SecurityProtocol;
        if (allowed != 0 && (allowed & SecurityProtocolType.Tls12) == 0)
        {
            handler.SslProtocols = SslProtocols.Tls12;
        }

        return handler;
    }
#endif
}
