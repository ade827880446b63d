using System.Net;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The one way out to the network for calls, the token server and downloads. Plain http is for addresses of this machine only, because what it carries must not
/// leave the machine; so it never goes to a proxy that only the environment names. A proxy that the session names is the user's own decision.
/// </summary>
internal sealed class PortalHandler : HttpMessageHandler
{
    private readonly HttpMessageInvoker usual;
    private readonly HttpMessageInvoker direct;
    private readonly IWebProxy? named;

    /// <param name="make">Makes a handler; with false one that uses no proxy.</param>
    /// <param name="named">The proxy that the session names; null to use the environment's.</param>
    public PortalHandler(Func<bool, HttpMessageHandler> make, IWebProxy? named)
    {
        this.named = named;
        usual = new HttpMessageInvoker(make(true));
        direct = named is null ? new HttpMessageInvoker(make(false)) : usual;
    }

    /// <summary>The proxy through which an address is reached; null where there is none.</summary>
    public Uri? ProxyFor(Uri address)
    {
#if NET
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : HttpClient.DefaultProxy);
#else
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : WebRequest.DefaultWebProxy);
#endif
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } used || used == address ? null : used;
    }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        For(request.RequestUri!).SendAsync(request, cancellationToken);

    private HttpMessageInvoker For(Uri address) => address.IsLoopback ? direct
        : address.Scheme == Uri.UriSchemeHttps ? usual
        : throw ConnectionErrors.PlainHttpRefused.With($"{address.Authority} is not an address of this machine, and plain http would show the credentials to everyone on the way.");
}
