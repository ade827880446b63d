using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Sends requests for a bot that runs for weeks: while the portal is unavailable, it retries for up to 15 minutes. Requests that could take effect
/// twice are not retried.
/// </summary>
/// <param name="sender">Sends each attempt.</param>
/// <param name="clock">The clock.</param>
internal sealed class PatientSender(IRequestSender sender, IClock clock) : IRequestSender
{
    /// <summary>Maximum time to retry a request.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation)
    {
        RetryLoop loop = new(new RetryDecision(clock) { MayPass = failure => failure.IsOutage && MayRepeat(request, failure), MaxTime = Patience })
        {
            Pausing = (failure, pause) => observer?.Report($"{request.Method} failed. Retrying in {pause.TotalSeconds:0} s: {failure.Message}"),
        };
        return loop.RunAsync(_ => sender.SendAsync(request, observer, cancellation), cancellation);
    }

    private static bool MayRepeat<TResult>(PortalRequest<TResult> request, B24Exception exception) =>
        exception.Outcome != Outcome.Unknown || CallParameters.GetRepeatability(request.Method, request.ToParameters()) != Repeatability.Once;
}
