using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Calls methods of a portal with one authorization. Thread-safe.</summary>
public sealed class PortalClient
{
    private readonly HttpTransport http;
    private readonly LinkTransport links;
    private readonly RequestBudget budget;

    internal PortalClient(PortalAuthorization authorization, TransportOptions transport, IClock? clock = null, HttpMessageHandler? handler = null)
    {
        Authorization = authorization;
        Transport = transport;
        Clock = clock ?? SystemClock.Instance;
        http = new HttpTransport(handler ?? HttpHandlers.For(transport.Connection), transport.Timeout);
        links = new LinkTransport(handler ?? HttpHandlers.For(transport.Connection), transport.Timeout);
        budget = RequestBudget.Get(authorization.Portal);
        Seen = SeenMessages.Get(authorization.Portal);
        Operating = OperatingTime.Get(authorization.AccountKey);
    }

    /// <summary>The authorization of the requests.</summary>
    public PortalAuthorization Authorization { get; }

    /// <summary>What this process knows about the portal's messages.</summary>
    internal SeenMessages Seen { get; }

    /// <summary>The settings for timeouts and retries.</summary>
    internal TransportOptions Transport { get; }

    /// <summary>The execution time that was used.</summary>
    internal OperatingTime Operating { get; }

    /// <summary>The clock.</summary>
    internal IClock Clock { get; }

    /// <summary>Calls any method. Retries if it is safe, and waits for the portal's limits.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters without authorization. They are not changed.</param>
    /// <param name="botToken">The bot token for methods that require one, if the caller passes none. Only used with a webhook.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="B24Exception">Any failure. For the effect of the call, see <see cref="B24Exception.Outcome"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled.</exception>
    public Task<PortalAnswer> CallAsync(
        ApiMethod method,
        JsonMap parameters,
        Secret? botToken,
        ICallObserver? observer,
        CancellationToken cancellation) => CallHidingAsync(method, parameters, botToken, [], observer, cancellation);

    /// <summary>Makes a typed call and reads its result.</summary>
    /// <inheritdoc cref="CallAsync"/>
    internal async Task<TResult> RequestAsync<TResult>(
        PortalRequest<TResult> request,
        Secret? botToken,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        long newestBefore = Seen.NewestId;
        PortalAnswer answer = await CallAsync(request.Method, request.ToParameters(), botToken, observer, cancellation).ConfigureAwait(false);
        return request.ReadResult(answer.Result, Seen, newestBefore);
    }

    /// <summary>Like <see cref="CallAsync"/>, for parameters whose texts contain secrets.</summary>
    /// <inheritdoc cref="CallAsync"/>
    internal async Task<PortalAnswer> CallHidingAsync(
        ApiMethod method,
        JsonMap parameters,
        Secret? botToken,
        IReadOnlyCollection<Secret> hidden,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        TimeSpan start = Clock.Elapsed;
        parameters = CallParameters.CorrectTexts(method, parameters);
        RetryDecision decision = Decide(method, parameters);
        TokenRenewal? renewal = null;
        (Uri Address, JsonMap Parameters, TokenPair? Grant) request = (null!, null!, null);
        if (await Authorization.PrepareAsync(cancellation).ConfigureAwait(false) is { } warning)
        {
            observer?.Warn($"The current tokens could not be saved and will be lost when this session ends. {warning.Message}");
        }

        RetryLoop loop = new(decision)
        {
            Prepare = async attempt =>
            {
                await WaitForTurnAsync(method, decision, attempt, observer, cancellation).ConfigureAwait(false);
                request = Authorization.Authorize(method, parameters, botToken);
            },
            Recover = failure => (renewal ??= new TokenRenewal(Authorization, method, decision, observer)).AfterAsync(failure, request.Grant, cancellation),
            OpensAfter = OpensAfter,
            Pausing = (failure, pause) => observer?.Wait($"{failure.Method}: {failure.ErrorId}; retrying", pause),
            GivingUp = failure => observer?.Report(
                $"{method} on {Authorization.Portal.Authority}: {failure.ErrorId} after {(Clock.Elapsed - start).TotalMilliseconds:0} ms{Repeats(failure.Attempts)}"),
        };
        return await loop.RunAsync(SendAttemptAsync, cancellation).ConfigureAwait(false);

        async Task<PortalAnswer> SendAttemptAsync(int attempt)
        {
            PortalAnswer answer = await SendAsync(method, request.Address, request.Parameters, hidden, observer, cancellation).ConfigureAwait(false);
            TimeSpan duration = Clock.Elapsed - start;
            budget.Answered(answer.Operating is not null);
            Operating.Report(method.Name, answer.Envelope.Member("time"), Clock);
            if (observer is { WantsDetail: true })
            {
                observer.Report($"{method} on {Authorization.Portal.Authority}: {duration.TotalMilliseconds:0} ms{Repeats(attempt)}");
            }

            return new PortalAnswer(answer) { Attempts = attempt, Duration = duration };
        }
    }

    /// <summary>Downloads the content of a link that a method returns. A link works only once, so each retry requests a new one.</summary>
    /// <param name="request">The request for the link.</param>
    /// <param name="botToken">See <see cref="CallAsync"/>.</param>
    /// <param name="target">Receives the content.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels the download.</param>
    /// <exception cref="B24Exception">Any failure.</exception>
    internal async Task FetchAsync(
        PortalRequest<Secret> request,
        Secret? botToken,
        ILinkTarget target,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        RetryDecision decision = RetryDecision.ForCall(Repeatability.Reads, Transport, Clock);
        bool mayBeUsedUp = Transport.MaximumRetryCount > 0;
        Secret link = default!;
        RetryLoop loop = new(decision)
        {
            Prepare = async attempt =>
            {
                PortalAnswer answer = await CallAsync(request.Method, request.ToParameters(), botToken, observer, cancellation).ConfigureAwait(false);
                link = request.ReadResult(answer.Result);
                await WaitForTurnAsync(request.Method, decision, attempt, observer, cancellation).ConfigureAwait(false);
            },
            Recover = failure =>
            {
                // .NET repeats a request if a kept-alive connection was closed. The link may already be used up then.
                bool isUsedUp = mayBeUsedUp && failure.Outcome == Outcome.Refused;
                mayBeUsedUp &= !isUsedUp;
                return Task.FromResult(isUsedUp ? null : failure);
            },
            OpensAfter = OpensAfter,
            Pausing = (failure, pause) => observer?.Wait($"{failure.Method}: {failure.ErrorId}; retrying", pause),
        };
        await loop.RunAsync(GetAsync, cancellation).ConfigureAwait(false);

        async Task<long> GetAsync(int attempt)
        {
            TimeSpan start = Clock.Elapsed;
            long received = await links.GetAsync(link, Authorization, request.Method, target, cancellation).ConfigureAwait(false);
            observer?.Report($"{received} bytes from {Authorization.Portal.Authority}: {(Clock.Elapsed - start).TotalMilliseconds:0} ms{Repeats(attempt)}");
            return received;
        }
    }

    /// <summary>Decides about retries of a call from its method and parameters.</summary>
    internal RetryDecision Decide(ApiMethod method, JsonMap parameters) =>
        RetryDecision.ForCall(CallParameters.GetRepeatability(method, parameters), Transport, Clock);

    /// <summary>Whether the portal's request limit allows this number of calls without waiting.</summary>
    internal bool HasRoomFor(int requests) => budget.HasRoom(Transport.RequestRate, Clock.Elapsed, requests);

    /// <summary>Waits for the portal's limits.</summary>
    private async Task WaitForTurnAsync(ApiMethod method, RetryDecision decision, int attempt, ICallObserver? observer, CancellationToken cancellation)
    {
        TimeSpan wait = budget.Reserve(Transport.RequestRate, Clock.Elapsed);
        TimeSpan? closed = Transport.RequestRate == RequestRate.Unlimited ? null : Operating.ClosedFor(method.Name, Clock.Elapsed);
        bool isClosed = closed > wait;
        wait = isClosed ? closed!.Value : wait;
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        if (wait > decision.LimitWaitLeft)
        {
            budget.Release();
            throw decision.Final(new B24Exception(
                isClosed ? PortalErrors.OperatingLimitExceeded : PortalErrors.RequestLimitExceeded,
                $"{method} would have to wait {wait.TotalSeconds:0} s for the portal's limits. The maximum wait time for a call is {Transport.MaxLimitWait.TotalSeconds:0} s.")
            {
                Method = method.Name,
                Attempts = attempt - 1,
                Outcome = Outcome.NotExecuted,
            });
        }

        decision.Waited(wait);
        observer?.Wait(isClosed ? $"Waiting until {method} has execution time available" : "Waiting for the portal's request limit", wait);
        try
        {
            await Clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            budget.Release();
            throw;
        }
    }

    /// <summary>How long the method is blocked, if known. Also records a full bucket for other calls.</summary>
    private TimeSpan? OpensAfter(B24Exception failure)
    {
        if (failure.Kind == PortalErrors.RequestLimitExceeded)
        {
            budget.Refused(Transport.RequestRate, Clock.Elapsed);
        }

        return failure.Kind == PortalErrors.OperatingLimitExceeded ? Operating.ResetsIn(failure.Method!, Clock.Elapsed) : null;
    }

    private async Task<PortalAnswer> SendAsync(
        ApiMethod method,
        Uri address,
        JsonMap parameters,
        IReadOnlyCollection<Secret> hidden,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        IEnumerable<Secret> secrets = Authorization.Secrets.Concat(parameters.Secrets).Concat(hidden);
        JsonBody body = JsonBody.Create(parameters);
        bool show = observer is { WantsBodies: true };
        if (show)
        {
            observer!.Show(CallText.FormatRequest(method, body.ToShown(), secrets));
        }

        HttpAnswer answer = await http.PostJsonAsync(address, body, method.Name, cancellation).ConfigureAwait(false);
        if (answer.Status is >= 300 and < 400 && RenamedPortal.NewAddressOf(address, answer.Location) is { } renamed)
        {
            observer?.Report($"The portal {address.Authority} was renamed to {renamed.Authority}. Connect with the new address to avoid an extra request for each call.");
            address = renamed;
            answer = await http.PostJsonAsync(address, body, method.Name, cancellation).ConfigureAwait(false);
        }

        if (show)
        {
            observer!.Show(CallText.FormatAnswer(answer, secrets));
        }

        return AnswerReader.Read(answer, address, method, secrets, body.Length, parameters);
    }

    private static string Repeats(int attempt) => attempt == 1 ? string.Empty : $", {attempt} attempts";
}
