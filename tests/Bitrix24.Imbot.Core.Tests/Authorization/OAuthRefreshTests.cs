using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

public sealed class OAuthRefreshTests
{
    private static readonly Uri Portal = new("https://portal.example.com/");
    private readonly FakeTokenServer server = new();

    [Fact]
    public async Task Sends_exactly_the_documented_parameters_in_the_body()
    {
        OAuthAuthorization authorization = Make();

        await authorization.RefreshAsync(TestContext.Current.CancellationToken);

        (Uri address, Dictionary<string, string> form) = Assert.Single(server.Requests);
        Assert.Equal("https://oauth.bitrix.info/oauth/token/", address.AbsoluteUri);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = "local.aaaa.bbbb",
                ["client_secret"] = "client-secret",
                ["refresh_token"] = "rt-0",
                ["scope"] = "im,imbot",
            },
            form);
        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
        Assert.Equal("rt-1", authorization.Current.RefreshToken!.Reveal());
    }

    [Fact]
    public async Task The_client_secret_is_sent_only_to_the_specified_authorization_server()
    {
        OAuthAuthorization authorization = Make(server: new Uri("https://auth.example.org/"));

        await authorization.RefreshAsync(TestContext.Current.CancellationToken);
        await authorization.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.All(server.Requests, request => Assert.Equal("https://auth.example.org/oauth/token/", request.Address.AbsoluteUri));
        Assert.Equal("rt-1", server.Requests[1].Form["refresh_token"]);
    }

    [Fact]
    public async Task Fifty_callers_with_the_same_expired_token_share_one_refresh()
    {
        TaskCompletionSource gate = HoldAnswers(number => (200, FakeTokenServer.Pair(number)));
        OAuthAuthorization authorization = Make();
        TokenPair expired = authorization.Current;

        Task<RefreshOutcome>[] callers = [.. Enumerable.Range(0, 50).Select(_ => authorization.RefreshAsync(expired, TestContext.Current.CancellationToken))];
        gate.SetResult();
        RefreshOutcome[] refreshed = await Task.WhenAll(callers);

        Assert.All(refreshed, outcome => Assert.Equal(RefreshOutcome.Renewed, outcome));
        Assert.Single(server.Requests);
        Assert.Equal(RefreshOutcome.RefreshedElsewhere, await authorization.RefreshAsync(expired, TestContext.Current.CancellationToken));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_failed_refresh_fails_every_waiting_caller_and_the_next_call_tries_again()
    {
        TaskCompletionSource gate = HoldAnswers(
            number => number == 1 ? (400, """{"error":"invalid_grant","error_description":"no"}""") : (200, FakeTokenServer.Pair(number)));
        OAuthAuthorization authorization = Make();
        TokenPair expired = authorization.Current;

        Task<RefreshOutcome>[] callers = [.. Enumerable.Range(0, 10).Select(_ => authorization.RefreshAsync(expired, TestContext.Current.CancellationToken))];
        gate.SetResult();
        foreach (Task<RefreshOutcome> caller in callers)
        {
            B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => caller);
            Assert.Equal(nameof(AuthorizationErrors.RefreshTokenRejected), error.ErrorId);
        }

        Assert.Single(server.Requests);
        await authorization.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal("at-2", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task Cancellation_by_one_caller_does_not_cancel_the_refresh_for_others()
    {
        TaskCompletionSource gate = HoldAnswers(number => (200, FakeTokenServer.Pair(number)));
        OAuthAuthorization authorization = Make();
        TokenPair expired = authorization.Current;
        using CancellationTokenSource first = new();

        Task<RefreshOutcome> canceled = authorization.RefreshAsync(expired, first.Token);
        Task<RefreshOutcome> patient = authorization.RefreshAsync(expired, TestContext.Current.CancellationToken);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        gate.SetResult();

        Assert.Equal(RefreshOutcome.Renewed, await patient);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("invalid_client", nameof(AuthorizationErrors.ApplicationRejected))]
    [InlineData("wrong_client", nameof(AuthorizationErrors.ApplicationRejected))]
    [InlineData("PAYMENT_REQUIRED", nameof(AuthorizationErrors.PaymentRequired))]
    [InlineData("insufficient_scope", nameof(AuthorizationErrors.TokenRequestRefused))]
    public async Task Refusals_have_their_own_errors_and_no_error_contains_the_secret(string code, string errorId)
    {
        server.Answer = _ => Task.FromResult((200, $$"""{"error":"{{code}}","error_description":"secret client-secret is wrong"}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => Make().RefreshAsync(TestContext.Current.CancellationToken));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(code, error.PortalCode);
        Assert.DoesNotContain("client-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"access_token":"at"}""")]
    [InlineData("""{"refresh_token":"rt"}""")]
    [InlineData("""{}""")]
    public async Task An_answer_without_both_tokens_causes_an_error_and_keeps_the_old_pair(string body)
    {
        server.Answer = _ => Task.FromResult((200, body));
        OAuthAuthorization authorization = Make();

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(TestContext.Current.CancellationToken));

        Assert.Equal(nameof(ConnectionErrors.AnswerUnexpected), error.ErrorId);
        Assert.Equal("at-0", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_token_pair_from_another_portal_is_refused()
    {
        server.Answer = number => Task.FromResult((200, FakeTokenServer.Pair(number).Replace("portal.example.com", "other.example.com", StringComparison.Ordinal)));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => Make().RefreshAsync(TestContext.Current.CancellationToken));

        Assert.Equal(nameof(AuthorizationErrors.AuthorizationOfAnotherPortal), error.ErrorId);
    }

    [Fact]
    public async Task Missing_refresh_data_is_listed_in_the_error_and_no_request_is_sent()
    {
        OAuthAuthorization authorization = new(
            Portal,
            new OAuthApplication("", Secret.FromText("")!),
            new TokenPair { AccessToken = Secret.FromText("at-0")! },
            server,
            TimeSpan.FromSeconds(30));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(TestContext.Current.CancellationToken));

        Assert.Equal(nameof(AuthorizationErrors.RefreshDataMissing), error.ErrorId);
        foreach (string name in (string[])["client ID", "client secret", "refresh token", "scope"])
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
        Assert.Equal(["domain"], OAuthAuthorization.MissingForRefresh(authorizationApplication(), Pair(), null));

        static OAuthApplication authorizationApplication() => new("id", Secret.FromText("secret")!);
    }

    [Fact]
    public async Task A_pair_that_another_process_stored_is_used_without_a_request()
    {
        MemoryTokenStore store = new() { Pair = Pair(7) };
        OAuthAuthorization authorization = Make(store);

        RefreshOutcome outcome = await authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken);

        Assert.Equal(RefreshOutcome.RefreshedElsewhere, outcome);
        Assert.Empty(server.Requests);
        Assert.Equal("at-7", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task An_explicit_refresh_sends_a_request_even_if_another_process_has_refreshed()
    {
        MemoryTokenStore store = new() { Pair = Pair(7) };
        OAuthAuthorization authorization = Make(store);

        await authorization.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal("rt-7", Assert.Single(server.Requests).Form["refresh_token"]);
        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_new_pair_that_cannot_be_stored_causes_an_error_but_is_used()
    {
        MemoryTokenStore store = new() { Pair = Pair(0), OnWrite = _ => throw TokenStoreErrors.TokenStoreNotWritten.With("The disk is full.") };
        OAuthAuthorization authorization = Make(store);

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(TestContext.Current.CancellationToken));

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), error.ErrorId);
        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task Storing_a_pair_is_retried_before_each_call_until_it_succeeds()
    {
        MemoryTokenStore store = new() { Pair = Pair(0), OnWrite = _ => throw TokenStoreErrors.TokenStoreNotWritten.With("The disk is full.") };
        OAuthAuthorization authorization = Make(store);
        await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(TestContext.Current.CancellationToken));

        B24Exception? warning = await authorization.PrepareAsync(TestContext.Current.CancellationToken);
        Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), warning?.ErrorId);
        Assert.Equal("at-0", store.Pair!.AccessToken.Reveal());

        store.OnWrite = null;
        Assert.Null(await authorization.PrepareAsync(TestContext.Current.CancellationToken));
        Assert.Equal("at-1", store.Pair!.AccessToken.Reveal());
        Assert.Null(authorization.StoreFailure);
    }

    /// <summary>The store still contains the first pair, whose refresh token was already used.</summary>
    [Fact]
    public async Task A_pair_that_could_not_be_stored_is_used_for_the_next_refresh()
    {
        MemoryTokenStore store = new() { Pair = Pair(0), OnWrite = _ => throw TokenStoreErrors.TokenStoreNotWritten.With("The disk is full.") };
        OAuthAuthorization authorization = Make(store);
        await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken));
        store.OnWrite = null;
        await authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken);

        Assert.Equal(["rt-0", "rt-1", "rt-2"], server.Requests.Select(request => request.Form["refresh_token"]));
        Assert.Equal("at-3", store.Pair!.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_newer_pair_in_the_store_replaces_a_pair_that_could_not_be_stored()
    {
        MemoryTokenStore store = new() { Pair = Pair(0), OnWrite = _ => throw TokenStoreErrors.TokenStoreNotWritten.With("The disk is full.") };
        OAuthAuthorization authorization = Make(store);
        await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(TestContext.Current.CancellationToken));
        store.OnWrite = null;
        store.Pair = Pair(9);

        Assert.Null(await authorization.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Equal("at-9", authorization.Current.AccessToken.Reveal());
        Assert.Equal("at-9", store.Pair!.AccessToken.Reveal());
    }

    [Theory]
    [InlineData(0, "rt-0")]
    [InlineData(7, "rt-7")]
    public async Task A_refresh_token_in_the_store_is_used_even_without_an_access_token(int stored, string sent)
    {
        MemoryTokenStore store = new() { Pair = new TokenPair { RefreshToken = Secret.FromText($"rt-{stored}"), Scope = "im,imbot" } };
        OAuthAuthorization authorization = Make(store);

        RefreshOutcome outcome = await authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken);

        Assert.Equal(RefreshOutcome.Renewed, outcome);
        Assert.Equal(sent, Assert.Single(server.Requests).Form["refresh_token"]);
        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
    }

    /// <summary>A vault can ask a person for its password. That time must not count for the authorization server.</summary>
    [Fact]
    public async Task Time_spent_reading_the_store_does_not_count_toward_the_request_timeout()
    {
        MemoryTokenStore store = new() { Pair = Pair(0) };
        OAuthAuthorization authorization = new(
            Portal, new OAuthApplication("id", Secret.FromText("client-secret")!), Pair(), server, TimeSpan.FromMilliseconds(300), store);
        store.OnRead = () => Thread.Sleep(600);

        await authorization.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_stored_pair_from_another_portal_is_refused()
    {
        TokenPair foreign = new()
        {
            AccessToken = Secret.FromText("at-5")!,
            RefreshToken = Secret.FromText("rt-5"),
            Scope = "im",
            ClientEndpoint = new Uri("https://portal.example.com:8443/rest/"),
        };
        OAuthAuthorization authorization = Make(new MemoryTokenStore { Pair = foreign });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken));

        Assert.Equal(nameof(AuthorizationErrors.AuthorizationOfAnotherPortal), error.ErrorId);
        Assert.Equal("at-0", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_new_pair_is_stored_before_it_is_used()
    {
        MemoryTokenStore store = new() { Pair = Pair(0) };
        OAuthAuthorization authorization = Make(store);
        store.OnWrite = _ => Assert.Equal("at-0", authorization.Current.AccessToken.Reveal());

        await authorization.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal("at-1", store.Pair!.AccessToken.Reveal());
        Assert.Equal("at-1", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task After_a_refused_refresh_a_pair_that_another_process_stored_is_used()
    {
        MemoryTokenStore store = new() { Pair = Pair(0) };
        server.Answer = _ =>
        {
            store.Pair = Pair(8);
            return Task.FromResult((400, """{"error":"invalid_grant"}"""));
        };
        OAuthAuthorization authorization = Make(store);

        Assert.Equal(RefreshOutcome.RefreshedElsewhere, await authorization.RefreshAsync(authorization.Current, TestContext.Current.CancellationToken));

        Assert.Equal("at-8", authorization.Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_refresh_that_hangs_ends_with_the_timeout_for_every_waiter()
    {
        server.Answer = _ => new TaskCompletionSource<(int Status, string Body)>().Task;
        OAuthAuthorization authorization = new(
            Portal, new OAuthApplication("id", Secret.FromText("client-secret")!), Pair(), server, TimeSpan.FromMilliseconds(200));
        TokenPair expired = authorization.Current;

        Task<RefreshOutcome>[] callers = [.. Enumerable.Range(0, 20).Select(_ => authorization.RefreshAsync(expired, TestContext.Current.CancellationToken))];
        foreach (Task<RefreshOutcome> caller in callers)
        {
            B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => caller.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal(nameof(ConnectionErrors.PortalTimeout), error.ErrorId);
        }

        Assert.Single(server.Requests);
    }

    /// <summary>The server answers when the result is set.</summary>
    private TaskCompletionSource HoldAnswers(Func<int, (int Status, string Body)> answer)
    {
        TaskCompletionSource gate = new();
        server.Answer = async number =>
        {
            await gate.Task;
            return answer(number);
        };
        return gate;
    }

    private OAuthAuthorization Make(ITokenStore? store = null, Uri? server = null) =>
        new(Portal, new OAuthApplication("local.aaaa.bbbb", Secret.FromText("client-secret")!, server), Pair(), this.server, TimeSpan.FromSeconds(30), store);

    private static TokenPair Pair(int number = 0) => new()
    {
        AccessToken = Secret.FromText($"at-{number}")!,
        RefreshToken = Secret.FromText($"rt-{number}"),
        Scope = "im,imbot",
    };

    private sealed class MemoryTokenStore : ITokenStore
    {
        public TokenPair? Pair { get; set; }

        public Action? OnRead { get; set; }

        public Action<TokenPair>? OnWrite { get; set; }

        public Task<IDisposable> LockAsync(CancellationToken cancellation) => Task.FromResult<IDisposable>(new MemoryStream());

        public TokenPair? Read()
        {
            OnRead?.Invoke();
            return Pair;
        }

        public void Write(TokenPair pair)
        {
            OnWrite?.Invoke(pair);
            Pair = pair;
        }
    }
}
