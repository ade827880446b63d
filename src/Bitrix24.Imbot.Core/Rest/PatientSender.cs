using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Sends requests for a bot that runs for weeks: where the portal is away, a request is sent again until it is back, for a quarter of an hour. What could be done
/// twice by that is not sent again.
/// </summary>
internal sealed class PatientSender : IRequestSender
{
    /// <summary>How long a request is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly IRequestSender sender;
    private readonly IClock clock;

    /// <param name="sender">Sends each attempt.</param>
    /// <param name="clock">Time.</param>
    public PatientSender(IRequestSender sender, IClock clock)
    {
        this.sender = sender;
        this.clock = clock;
    }

    /// <inheritdoc />
    public async Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation)
    {
        TimeSpan start = clock.Elapsed;
        for (int failures = 0; ; failures++)
        {
            try
            {
                return await sender.SendAsync(request, observer, cancellation).ConfigureAwait(false);
            }
            catch (B24Exception exception) when (exception.IsOutage && MayRepeat(request, exception))
            {
                TimeSpan pause = GrowingPause.After(failures);
                if (clock.Elapsed - start + pause > Patience)
                {
                    throw;
                }

                observer?.Tell($"{request.Method} failed and is sent again in {pause.TotalSeconds:0} s: {exception.Message}");
                await clock.DelayAsync(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool MayRepeat<TResult>(PortalRequest<TResult> request, B24Exception exception) =>
        exception.Outcome != Outcome.Unknown || CallRepeatability.Of(request.Method, request.ToParameters()) != Repeatability.Once;
}
