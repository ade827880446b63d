using System.Net.Sockets;
using System.Security.Authentication;
#if !NET
using System.Net;
#endif

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Determines from a failed exchange what happened, and whether the portal can have executed the call.</summary>
internal static class ConnectionFailure
{
    /// <param name="exception">The exception from the HTTP client.</param>
    /// <param name="address">The address of the call. Only host and port are shown.</param>
    /// <param name="method">The method of the call.</param>
    /// <param name="status">The HTTP status, if the head of an answer was received.</param>
    /// <param name="isBodyCut">Whether the request certainly did not arrive completely.</param>
    /// <param name="proxy">The proxy of the call; null for none.</param>
    public static B24Exception Explain(Exception exception, Uri address, string method, int? status, bool isBodyCut = false, Uri? proxy = null)
    {
        if (status is not null)
        {
            return Make(ConnectionErrors.AnswerIncomplete, $"The answer from {address.Authority} to {method} ended too early.", Outcome.Unknown);
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case B24Exception refusal:
                    return Make(refusal.Kind, refusal.Message, Outcome.NotExecuted);
                case AuthenticationException:
                    return Make(ConnectionErrors.TlsFailed, $"Could not establish a trusted TLS connection to {address.Authority}{Via(proxy)}: {cause.Message}", Outcome.NotExecuted);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return NameNotFound();
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable }:
                    return Unreachable($"{address.Authority} did not respond: {cause.Message}", cause.Message);
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return Make(ConnectionErrors.ProxyRefused, $"The proxy {proxy?.Authority} could not connect to {address.Authority}: {cause.Message}", Outcome.NotExecuted);
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return NameNotFound();
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    return Unreachable($"Could not connect to {address.Authority}.", cause.Message);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return Make(ConnectionErrors.TlsFailed, $"Could not establish a trusted TLS connection to {address.Authority}{Via(proxy)}.", Outcome.NotExecuted);
#else
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return NameNotFound();
                case WebException { Status: WebExceptionStatus.ConnectFailure }:
                    return Unreachable($"{address.Authority} did not respond.", cause.Message);
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return Make(ConnectionErrors.TlsFailed, $"Could not establish a trusted TLS connection to {address.Authority}{Via(proxy)}.", Outcome.NotExecuted);
#endif
            }
        }

        return isBodyCut
            ? Make(ConnectionErrors.ConnectionLost, $"The connection to {address.Authority}{Via(proxy)} was lost before {method} was sent completely.", Outcome.NotExecuted)
            : Make(ConnectionErrors.ConnectionLost, $"The connection to {address.Authority}{Via(proxy)} was lost before the answer to {method} arrived.", Outcome.Unknown);

        B24Exception NameNotFound() => proxy is null
            ? Make(ConnectionErrors.PortalNameNotFound, $"The host name {address.Host} could not be resolved.", Outcome.NotExecuted)
            : Make(ConnectionErrors.ProxyRefused, $"The host name of the proxy {proxy.Authority} could not be resolved.", Outcome.NotExecuted);

        B24Exception Unreachable(string message, string reason) => proxy is null
            ? Make(ConnectionErrors.PortalUnreachable, message, Outcome.NotExecuted)
            : Make(ConnectionErrors.ProxyRefused, $"The proxy {proxy.Authority} for {address.Authority} did not respond: {reason}", Outcome.NotExecuted);

        B24Exception Make(ErrorKind kind, string message, Outcome outcome) => Create(kind, message, method, status, outcome, exception);
    }

    /// <summary>The error of a failed exchange.</summary>
    public static B24Exception Create(ErrorKind kind, string message, string method, int? status, Outcome outcome, Exception? inner = null) =>
        new(kind, message, inner) { HttpStatus = status, Method = method, Outcome = outcome };

    /// <summary>The proxy of a call, for messages; empty for none.</summary>
    public static string Via(Uri? proxy) => proxy is null ? string.Empty : $" through the proxy {proxy.Authority}";
}
