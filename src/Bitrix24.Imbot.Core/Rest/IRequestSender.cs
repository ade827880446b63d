namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Sends typed requests: what a part of this library needs of a session that doesn't know the session itself.</summary>
internal interface IRequestSender
{
    /// <summary>Sends a typed request.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation);
}
