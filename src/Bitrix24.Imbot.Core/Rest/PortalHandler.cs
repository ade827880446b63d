using System.Net;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The only route to the network for calls, the token server, and downloads. Plain http is allowed only for addresses of this computer and never goes
/// to a proxy from the environment, so that it can't leave the computer. A proxy that the session specifies is the user's decision.
/// </summary>
internal sealed class PortalHandler : HttpMessageHandler
{
    private readonly HttpMessageInvoker usual;
    private readonly HttpMessageInvoker direct;
    private readonly IWebProxy? named;

    /// <param name="make">Creates a handler; if false, one without a proxy.</param>
    /// <param name="named">The proxy that the session specifies; null for the environment's proxy.</param>
    public PortalHandler(Func<bool, HttpMessageHandler> make, IWebProxy? named)
    {
        this.named = named;
        usual = new HttpMessageInvoker(make(true));
        direct = named is null ? new HttpMessageInvoker(make(false)) : usual;
    }

    /// <summary>The proxy for an address; null if there is none.</summary>
    public Uri? ProxyFor(Uri address)
    {
#if NET
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : HttpClient.DefaultProxy);
#else
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : WebRequest.DefaultWebProxy);
#endif
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } used || used == address ? null : used;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        For(request.RequestUri!).SendAsync(request, cancellationToken);

    private HttpMessageInvoker For(Uri address) => address.IsLoopback ? direct
        : address.Scheme == Uri.UriSchemeHttps ? usual
        : throw ConnectionErrors.PlainHttpRefused.With($"{address.Authority} is not an address of this computer, and plain http would expose the credentials on the network.");
}
