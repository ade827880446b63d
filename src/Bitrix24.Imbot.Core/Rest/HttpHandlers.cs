using System.Collections.Concurrent;
using System.Net;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>HTTP connections of the process: sessions with equal options share one pool, so that a new session costs no new connection.</summary>
internal static class HttpHandlers
{
    private static readonly ConcurrentDictionary<TransportOptions, HttpMessageHandler> Handlers = new();

    public static HttpMessageHandler For(TransportOptions options) => Handlers.GetOrAdd(options with { Timeout = default }, Make);

    private static HttpMessageHandler Make(TransportOptions options)
    {
#if NET
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // A portal that moves to another address is found again without a restart.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(20),
        };
#else
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // .NET Framework would allow two connections to a host.
            MaxConnectionsPerServer = 256,
        };
#endif
    }
}
