namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Sends typed requests, for parts of this library that don't depend on the session.</summary>
internal interface IRequestSender
{
    /// <summary>Sends a typed request.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation);
}
