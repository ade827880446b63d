using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Calls methods of one portal with one authorization. Safe to use from many threads at once.</summary>
public sealed class PortalClient
{
    private readonly TransportOptions transport;
    private readonly HttpTransport http;
    private readonly LinkTransport links;
    private readonly RequestBudget budget;
    private readonly OperatingTime operating;
    private readonly IClock clock;

    internal PortalClient(PortalAuthorization authorization, TransportOptions transport, IClock? clock = null, HttpMessageHandler? handler = null)
    {
        Authorization = authorization;
        this.transport = transport;
        this.clock = clock ?? SystemClock.Instance;
        http = new HttpTransport(handler ?? HttpHandlers.For(transport.Connection), transport.Timeout);
        links = new LinkTransport(handler ?? HttpHandlers.For(transport.Connection), transport.Timeout);
        budget = RequestBudget.Get(authorization.Portal);
        Seen = SeenMessages.Get(authorization.Portal);
        operating = OperatingTime.Get(authorization.AccountKey);
    }

    /// <summary>What goes into each request.</summary>
    public PortalAuthorization Authorization { get; }

    /// <summary>What this process knows of the portal's messages.</summary>
    internal SeenMessages Seen { get; }

    /// <summary>How patient calls are.</summary>
    internal TransportOptions Transport => transport;

    /// <summary>Execution time that was used up.</summary>
    internal OperatingTime Operating => operating;

    /// <summary>The clock that calls wait by.</summary>
    internal IClock Clock => clock;

    /// <summary>Calls a method, whatever it is. Repeats what may be repeated, and waits for the portal's limits.</summary>
    /// <param name="method">Which one.</param>
    /// <param name="parameters">The parameters without authorization; stay as they are.</param>
    /// <param name="botToken">The bot's token, where the method takes one and the caller passes none. Used under a webhook only.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends the call at once.</param>
    /// <exception cref="B24Exception">Every failure. <see cref="B24Exception.Outcome"/> says what is known of the call's effect.</exception>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> was signalled.</exception>
    public Task<PortalAnswer> CallAsync(
        ApiMethod method,
        JsonMap parameters,
        Secret? botToken,
        ICallObserver? observer,
        CancellationToken cancellation) => CallHidingAsync(method, parameters, botToken, [], observer, cancellation);

    /// <summary>Makes a typed call, and reads its result with what is known of the portal's messages.</summary>
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

    /// <summary>The same for parameters in whose texts there are secrets.</summary>
    /// <inheritdoc cref="CallAsync"/>
    internal async Task<PortalAnswer> CallHidingAsync(
        ApiMethod method,
        JsonMap parameters,
        Secret? botToken,
        IReadOnlyCollection<Secret> hidden,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        TimeSpan start = clock.Elapsed;
        parameters = TextParameters.Correct(method, parameters);
        RetryDecision decision = Decide(method, parameters);
        TokenRenewal? renewal = null;
        AuthorizedRequest request = default!;
        if (await Authorization.PrepareAsync(cancellation).ConfigureAwait(false) is { } warning)
        {
            observer?.Warn($"The tokens in force live in this session only and will be lost with it. {warning.Message}");
        }

        RetryLoop loop = new(decision, clock)
        {
            Prepare = async attempt =>
            {
                await WaitForTurnAsync(method, decision, attempt, observer, cancellation).ConfigureAwait(false);
                request = Authorization.Authorize(method, parameters, botToken);
            },
            Recover = failure => (renewal ??= new TokenRenewal(Authorization, method, decision, observer)).AfterAsync(failure, request.Grant, cancellation),
            OpensAfter = OpensAfter,
            Pausing = (failure, pause) => observer?.Wait($"{failure.Method}: {failure.ErrorId}; repeating", pause),
            GivingUp = failure => observer?.Report(
                $"{method} on {Authorization.Portal.Authority}: {failure.ErrorId} after {(clock.Elapsed - start).TotalMilliseconds:0} ms{Repeats(failure.Attempts)}"),
        };
        return await loop.RunAsync(SendAttemptAsync, cancellation).ConfigureAwait(false);

        async Task<PortalAnswer> SendAttemptAsync(int attempt)
        {
            PortalAnswer answer = await SendAsync(method, request, hidden, observer, cancellation).ConfigureAwait(false);
            TimeSpan duration = clock.Elapsed - start;
            budget.Answered(answer.Operating is not null);
            operating.Report(method.Name, answer.Envelope.Member("time"), clock);
            if (observer is { WantsDetail: true })
            {
                observer.Report($"{method} on {Authorization.Portal.Authority}: {duration.TotalMilliseconds:0} ms{Repeats(attempt)}");
            }

            return new PortalAnswer(answer) { Attempts = attempt, Duration = duration };
        }
    }

    /// <summary>Fetches what stands behind a link that a method gives. A link works once: whatever breaks off begins again with a new one.</summary>
    /// <param name="request">Asks for the link.</param>
    /// <param name="botToken">As in <see cref="CallAsync"/>.</param>
    /// <param name="target">Takes what comes.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="B24Exception">Every failure.</exception>
    internal async Task FetchAsync(
        PortalRequest<Secret> request,
        Secret? botToken,
        ILinkTarget target,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        RetryDecision decision = new(RetryPolicy.ForCall(Repeatability.Reads, transport), clock);
        bool mayBeUsedUp = transport.MaximumRetryCount > 0;
        Secret link = default!;
        RetryLoop loop = new(decision, clock)
        {
            Prepare = async attempt =>
            {
                PortalAnswer answer = await CallAsync(request.Method, request.ToParameters(), botToken, observer, cancellation).ConfigureAwait(false);
                link = request.ReadResult(answer.Result);
                await WaitForTurnAsync(request.Method, decision, attempt, observer, cancellation).ConfigureAwait(false);
            },
            Recover = failure =>
            {
                // .NET asks once more where a connection that it kept open was closed, and the link may have been used up by then.
                bool isUsedUp = mayBeUsedUp && failure.Outcome == Outcome.Refused;
                mayBeUsedUp &= !isUsedUp;
                return Task.FromResult(isUsedUp ? null : failure);
            },
            OpensAfter = OpensAfter,
            Pausing = (failure, pause) => observer?.Wait($"{failure.Method}: {failure.ErrorId}; repeating", pause),
        };
        await loop.RunAsync(GetAsync, cancellation).ConfigureAwait(false);

        async Task<long> GetAsync(int attempt)
        {
            TimeSpan start = clock.Elapsed;
            long received = await links.GetAsync(link, Authorization, request.Method, target, cancellation).ConfigureAwait(false);
            observer?.Report($"{received} bytes from {Authorization.Portal.Authority}: {(clock.Elapsed - start).TotalMilliseconds:0} ms{Repeats(attempt)}");
            return received;
        }
    }

    /// <summary>Decides about the repeats of a call by its method and its parameters.</summary>
    internal RetryDecision Decide(ApiMethod method, JsonMap parameters) =>
        new(RetryPolicy.ForCall(CallRepeatability.Get(method, parameters), transport), clock);

    /// <summary>Whether a call that is made now would be sent at once, as far as the portal's request limit goes.</summary>
    internal bool HasRoom => HasRoomFor(1);

    /// <summary>The same for several calls at once.</summary>
    internal bool HasRoomFor(int requests) => budget.HasRoom(transport.RequestRate, clock.Elapsed, requests);

    /// <summary>Waits before the portal would refuse.</summary>
    private async Task WaitForTurnAsync(ApiMethod method, RetryDecision decision, int attempt, ICallObserver? observer, CancellationToken cancellation)
    {
        TimeSpan wait = budget.Reserve(transport.RequestRate, clock.Elapsed);
        ErrorKind kind = PortalErrors.RequestLimitExceeded;
        string reason = "Waiting for the portal's request limit";
        if (transport.RequestRate != RequestRate.Unlimited
            && operating.ClosedFor(method.Name, clock.Elapsed) is { } closedFor
            && closedFor > wait)
        {
            wait = closedFor;
            kind = PortalErrors.OperatingLimitExceeded;
            reason = $"Waiting until {method} has execution time again";
        }

        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        if (wait > decision.LimitWaitLeft)
        {
            budget.Release();
            throw decision.Final(new B24Exception(
                kind,
                $"{method} would have to wait {wait.TotalSeconds:0} s for the portal's limits, and a call waits {transport.MaxLimitWait.TotalSeconds:0} s at most.")
            {
                Method = method.Name,
                Attempts = attempt - 1,
                Outcome = Outcome.NotExecuted,
            });
        }

        decision.Waited(wait);
        observer?.Wait(reason, wait);
        try
        {
            await clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            budget.Release();
            throw;
        }
    }

    /// <summary>How long the method is closed, where that is known. A full bucket is noted for the calls of others.</summary>
    private TimeSpan? OpensAfter(B24Exception failure)
    {
        if (failure.Kind == PortalErrors.RequestLimitExceeded)
        {
            budget.Refused(transport.RequestRate, clock.Elapsed);
        }

        return failure.Kind == PortalErrors.OperatingLimitExceeded ? operating.ResetsIn(failure.Method!, clock.Elapsed) : null;
    }

    private async Task<PortalAnswer> SendAsync(
        ApiMethod method,
        AuthorizedRequest request,
        IReadOnlyCollection<Secret> hidden,
        ICallObserver? observer,
        CancellationToken cancellation)
    {
        IEnumerable<Secret> secrets = Authorization.Secrets.Concat(request.Parameters.Secrets).Concat(hidden);
        JsonBody body = JsonBody.Create(request.Parameters);
        bool show = observer is { WantsBodies: true };
        if (show)
        {
            observer!.Show(CallText.OfRequest(method, body.ToShown(), secrets));
        }

        Uri address = request.Address;
        HttpAnswer answer = await http.PostJsonAsync(address, body, method.Name, cancellation).ConfigureAwait(false);
        if (answer.Status is >= 300 and < 400 && RenamedPortal.NewAddressOf(address, answer.Location) is { } renamed)
        {
            observer?.Report($"The portal {address.Authority} is now called {renamed.Authority}; connect with the new address to save a request a call");
            address = renamed;
            answer = await http.PostJsonAsync(address, body, method.Name, cancellation).ConfigureAwait(false);
        }

        if (show)
        {
            observer!.Show(CallText.OfAnswer(answer, secrets));
        }

        return AnswerReader.Read(answer, address, method, secrets, body.Length, request.Parameters);
    }

    private static string Repeats(int attempt) => attempt == 1 ? string.Empty : $", {attempt} attempts";
}
