using System.Diagnostics;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Calls methods of one portal with one authorization. Safe to use from many threads at once.</summary>
public sealed class PortalClient
{
    private const string ExpiredToken = "expired_token";

    private readonly HttpDoor door;

    internal PortalClient(PortalAuthorization authorization, TransportOptions transport)
    {
        Authorization = authorization;
        door = new HttpDoor(HttpHandlers.For(transport), transport.Timeout);
    }

    /// <summary>What goes into each request.</summary>
    public PortalAuthorization Authorization { get; }

    /// <summary>Calls a method, whatever it is.</summary>
    /// <param name="method">Which one.</param>
    /// <param name="parameters">The parameters without authorization; stay as they are.</param>
    /// <param name="botToken">The bot's token, where the method takes one and the caller passes none. Used under a webhook only.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends the call at once.</param>
    /// <exception cref="B24Exception">Every failure. <see cref="B24Exception.Outcome"/> says what is known of the call's effect.</exception>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> was signalled.</exception>
    public async Task<PortalAnswer> CallAsync(
        MethodName method,
        JsonMap parameters,
        Secret? botToken,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await Authorization.PrepareAsync(cancellation).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            AuthorizedRequest request = Authorization.Authorize(method, parameters, botToken);
            try
            {
                PortalAnswer answer = await SendAsync(method, request, botToken, observer, cancellation).ConfigureAwait(false);
                answer.Attempts = attempt;
                answer.Duration = watch.Elapsed;
                observer?.Tell($"{method} on {Authorization.Portal.Authority}: {watch.Elapsed.TotalMilliseconds:0} ms{Repeats(attempt)}");
                return answer;
            }
            catch (B24Exception failure)
            {
                failure.Attempts = attempt;
                if (attempt == 1
                    && IsExpired(failure)
                    && await Authorization.RefreshAsync(request.Grant, cancellation).ConfigureAwait(false))
                {
                    observer?.Tell($"{method}: the access token had expired and was refreshed; repeating");
                    continue;
                }

                observer?.Tell($"{method} on {Authorization.Portal.Authority}: {failure.ErrorId} after {watch.Elapsed.TotalMilliseconds:0} ms{Repeats(attempt)}");
                throw;
            }
        }
    }

    private async Task<PortalAnswer> SendAsync(
        MethodName method,
        AuthorizedRequest request,
        Secret? botToken,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        byte[] body = JsonMapWriter.Write(request.Parameters);
        bool show = observer is { WantsBodies: true };
        if (show)
        {
            observer!.Show(CallText.OfRequest(method, body, SecretsOf(botToken)));
        }

        HttpAnswer answer = await door.PostJsonAsync(request.Address, body, method.Text, cancellation).ConfigureAwait(false);
        if (show)
        {
            observer!.Show(CallText.OfAnswer(answer, SecretsOf(botToken)));
        }

        return AnswerReader.Read(answer, request.Address, method, SecretsOf(botToken));
    }

    private IEnumerable<Secret> SecretsOf(Secret? botToken) =>
        botToken is null ? Authorization.Secrets : Authorization.Secrets.Append(botToken);

    private static bool IsExpired(B24Exception failure) => string.Equals(failure.PortalCode, ExpiredToken, StringComparison.OrdinalIgnoreCase);

    private static string Repeats(int attempt) => attempt == 1 ? string.Empty : $", {attempt} attempts";
}
