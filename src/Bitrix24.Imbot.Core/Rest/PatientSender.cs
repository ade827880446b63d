using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Sends requests for a bot that runs for weeks: while the portal is unavailable, it retries for up to 15 minutes. Requests that could take effect
/// twice are not retried.
/// </summary>
internal sealed class PatientSender : IRequestSender
{
    /// <summary>Maximum time to retry a request.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly IRequestSender sender;
    private readonly IClock clock;

    /// <param name="sender">Sends each attempt.</param>
    /// <param name="clock">The clock.</param>
    public PatientSender(IRequestSender sender, IClock clock)
    {
        this.sender = sender;
        this.clock = clock;
    }

    public Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation)
    {
        RetryPolicy policy = RetryPolicy.ForBot(failure => failure.IsOutage && MayRepeat(request, failure)) with { MaxTime = Patience };
        RetryLoop loop = new(new RetryDecision(policy, clock), clock)
        {
            Pausing = (failure, pause) => observer?.Report($"{request.Method} failed. Retrying in {pause.TotalSeconds:0} s: {failure.Message}"),
        };
        return loop.RunAsync(_ => sender.SendAsync(request, observer, cancellation), cancellation);
    }

    private static bool MayRepeat<TResult>(PortalRequest<TResult> request, B24Exception exception) =>
        exception.Outcome != Outcome.Unknown || CallRepeatability.Get(request.Method, request.ToParameters()) != Repeatability.Once;
}
