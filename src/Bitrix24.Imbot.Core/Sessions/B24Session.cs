using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>
/// A connection to a portal with one authorization and an optional default bot. It is immutable (a change creates a new session), thread-safe, and
/// shows no secrets. The tokens of an OAuth session are refreshed automatically.
/// </summary>
public sealed class B24Session : IRequestSender
{
    private readonly PortalClient client;

    private B24Session(Guid id, string name, PortalClient client, long? botId, Secret? botToken, ProfileFile? profile)
    {
        Id = id;
        Name = name;
        this.client = client;
        BotId = botId;
        BotToken = botToken;
        ProfileFile = profile;
    }

    /// <summary>The name of the session. By default, the portal's host.</summary>
    public string Name { get; }

    /// <summary>Scheme, host, and port of the portal.</summary>
    public Uri Portal => Authorization.Portal;

    /// <summary>Incoming webhook or OAuth.</summary>
    public AuthorizationKind Kind => Authorization.Kind;

    /// <summary>The webhook's user, or the user of the access token if the authorization server returned it; otherwise null.</summary>
    public long? UserId => Authorization switch
    {
        WebhookAuthorization webhook => webhook.Webhook.UserId,
        OAuthAuthorization oauth => oauth.Current.UserId,
        _ => null,
    };

    /// <summary>The client ID of the OAuth application; null for a webhook.</summary>
    public string? ClientId => (Authorization as OAuthAuthorization)?.Application.ClientId;

    /// <summary>Scopes of the access token, separated by commas; null for a webhook, whose scopes only the portal knows.</summary>
    public string? Scope => (Authorization as OAuthAuthorization)?.Current.Scope;

    /// <summary>Local expiration time of the access token, if known; null for a webhook, which doesn't expire.</summary>
    public DateTimeOffset? ExpiresAt => (Authorization as OAuthAuthorization)?.Current.ExpiresAt?.ToLocalTime();

    /// <summary>The default bot for calls; null if there is none.</summary>
    public long? BotId { get; }

    /// <summary>The profile that the session was opened from or saved in; null if there is none.</summary>
    public string? Profile => ProfileFile?.Name;

    /// <summary>The same for a session and its copies from <see cref="With"/>.</summary>
    internal Guid Id { get; }

    /// <summary>Whether any certificate is accepted. The user must be warned about this each time.</summary>
    internal bool SkipsCertificateCheck => client.Transport.Connection.SkipCertificateCheck;

    internal PortalAuthorization Authorization => client.Authorization;

    /// <summary>Why the token store doesn't contain the current tokens; null if it does or there is no store.</summary>
    public B24Exception? TokenStoreFailure => (Authorization as OAuthAuthorization)?.StoreFailure;

    /// <summary>Security problems of the file with the session's secrets, one sentence each.</summary>
    internal IReadOnlyList<string> StorageConcerns =>
        (ProfileFile?.FilePath ?? ((Authorization as OAuthAuthorization)?.Store as FileTokenStore)?.FilePath) is { } path
            ? StoreSafety.ConcernsOf(path, isRefreshed: Kind == AuthorizationKind.OAuth)
            : [];

    internal Secret? BotToken { get; }

    internal ProfileFile? ProfileFile { get; }

    /// <summary>Opens a session with an incoming webhook. Sends no request.</summary>
    /// <param name="address">The complete URL, <c>https://portal/rest/17/code/</c>.</param>
    /// <param name="botId">The default bot.</param>
    /// <param name="botToken">The token that the bot was registered with. Any length is accepted.</param>
    /// <param name="transport">The connection settings.</param>
    /// <param name="name">Name of the session; null for the portal's host.</param>
    /// <exception cref="B24Exception">The URL or the token is not valid.</exception>
    public static B24Session ForWebhook(
        Secret address,
        long? botId = null,
        Secret? botToken = null,
        TransportOptions? transport = null,
        string? name = null)
    {
        WebhookAuthorization authorization = new(WebhookAddress.Parse(address));
        if (botToken is not null)
        {
            Bots.BotToken.RequireExisting(botToken);
        }

        return Open(authorization, transport, botId, botToken, name);
    }

    /// <summary>Opens a session of an OAuth application with existing tokens. Sends no request.</summary>
    /// <param name="portal">The portal; see <see cref="PortalAddress.Parse"/>.</param>
    /// <param name="application">The application and its authorization server.</param>
    /// <param name="tokens">At least an access token or a refresh token. A refresh token also requires the scope.</param>
    /// <param name="store">Stores refreshed tokens. Tokens that it already contains take precedence over <paramref name="tokens"/>.</param>
    /// <param name="botId">The default bot.</param>
    /// <param name="transport">The connection settings.</param>
    /// <param name="name">Name of the session; null for the portal's host.</param>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.RefreshDataMissing"/>, <see cref="AuthorizationErrors.AuthorizationMissing"/>.</exception>
    public static B24Session ForOAuth(
        Uri portal,
        OAuthApplication application,
        TokenPair tokens,
        ITokenStore? store = null,
        long? botId = null,
        TransportOptions? transport = null,
        string? name = null) =>
        OpenOAuth(portal, application, store?.Read() ?? tokens, store, botId, transport, name);

    /// <summary>Like <see cref="ForOAuth"/>, with a pair that was already read from the store.</summary>
    internal static B24Session OpenOAuth(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        ITokenStore? store = null,
        long? botId = null,
        TransportOptions? transport = null,
        string? name = null,
        UnsavedPair? unsaved = null)
    {
        TransportOptions options = transport ?? TransportOptions.Default;
        if (pair.RefreshToken is not null)
        {
            IReadOnlyList<string> missing = OAuthAuthorization.MissingForRefresh(application, pair, portal);
            if (missing.Count > 0)
            {
                throw AuthorizationErrors.RefreshDataMissing.With($"A refresh token also requires: {string.Join(", ", missing)}.");
            }
        }
        else if (pair.AccessToken.Length == 0)
        {
            throw AuthorizationErrors.AuthorizationMissing.With("No access token or refresh token was specified.");
        }

        OAuthAuthorization authorization = new(portal, application, pair, new TokenServerClient(options), options.Timeout, store, unsaved);
        return Open(authorization, options, botId, null, name);
    }

    /// <summary>Exchanges an authorization code for tokens.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="AuthorizationErrors.AuthorizationCodeRejected"/> and the other errors of the authorization server.
    /// </exception>
    public static Task<TokenPair> ExchangeCodeAsync(
        OAuthApplication application,
        Secret code,
        TransportOptions? transport = null,
        CancellationToken cancellation = default) =>
        new TokenEndpoint(application, new TokenServerClient(transport ?? TransportOptions.Default)).ExchangeAsync(code, cancellation);

    /// <summary>Calls any method. The session adds the authorization.</summary>
    /// <param name="method">The name of the method in any case, with or without <c>.json</c>.</param>
    /// <param name="parameters">A <see cref="JsonMap"/>, any object that System.Text.Json writes as an object, or null.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The <c>result</c> member of the answer.</returns>
    /// <exception cref="B24Exception">Any failure, with the portal's code, HTTP status, method, and advice.</exception>
    public async Task<JsonElement> CallAsync(string method, object? parameters = null, CancellationToken cancellation = default) =>
        (await CallAsync(ApiMethod.Parse(method), JsonMapReader.Read(parameters), null, cancellation).ConfigureAwait(false)).Result;

    /// <summary>Calls any method and returns the complete answer.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    public Task<PortalAnswer> CallAsync(ApiMethod method, JsonMap parameters, ICallObserver? observer, CancellationToken cancellation) =>
        client.CallAsync(method, parameters, BotToken, observer, cancellation);

    /// <summary>Whether the portal's request limit leaves room for this number of requests.</summary>
    internal bool HasRoomFor(int requests) => client.HasRoomFor(requests);

    /// <summary>Sends a typed request.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    public Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        client.RequestAsync(request, BotToken, observer, cancellation);

    /// <summary>
    /// Downloads a file and saves it. The file appears under its name only when it is complete. An interrupted download is restarted with a new link.
    /// </summary>
    /// <param name="request">The request for the file's link.</param>
    /// <param name="options">Where to save the file.</param>
    /// <param name="fallbackName">The name of the file if the portal specifies none.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels the download.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="B24Exception">
    /// Any failure; <see cref="FileErrors.FileExists"/> and <see cref="FileErrors.FileNotWritten"/> for the local disk.
    /// </exception>
    public async Task<string> SaveFileAsync(
        PortalRequest<Secret> request,
        SaveOptions options,
        string fallbackName = "file",
        ICallObserver? observer = null,
        CancellationToken cancellation = default)
    {
        using SavedFile file = new(options, fallbackName);
        await client.FetchAsync(request, BotToken, file, observer, cancellation).ConfigureAwait(false);
        return file.Complete();
    }

    /// <summary>Sends many messages, 50 per request if a batch doesn't change them.</summary>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels waiting messages and requests in progress.</param>
    public BatchedMessages SendInBatches(ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(client, BotToken, observer, cancellation);

    /// <summary>Opens a message whose text changes while people read it. The first request is sent when there is a text.</summary>
    /// <param name="options">The options.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels the edits while the text changes. Sending the last text has a separate cancellation.</param>
    public LiveMessage OpenLiveMessage(LiveMessageOptions options, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(this, options, HasRoomFor, observer, client.Clock, cancellation);

    /// <summary>
    /// Runs many commands, 50 per request. In their values, a portal replaces references such as <c>$result[key][member]</c>
    /// (docs/portal/limits-and-batch.md, "Batch references").
    /// </summary>
    /// <param name="halt">Whether to stop at the first failure.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="cancellation">Cancels waiting commands and requests in progress.</param>
    public CommandBatches CallInBatches(bool halt = false, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(client, BotToken, halt, observer, cancellation);

    /// <summary>Reads the list of a method page by page, in batches if possible.</summary>
    /// <param name="method">A list method.</param>
    /// <param name="parameters">The parameters without authorization. A <c>start</c> parameter specifies the start of the first page.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ListNotFollowed"/>: the start is not valid.</exception>
    public ListPages ReadPages(ApiMethod method, JsonMap parameters, ICallObserver? observer = null) => new(
        method,
        parameters,
        (page, cancellation) => CallAsync(method, page, observer, cancellation),
        cancellation => CallInBatches(halt: false, observer, cancellation));

    /// <summary>Refreshes the access token now.</summary>
    /// <returns>False for a webhook, which has no tokens to refresh. No request is sent then.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="AuthorizationErrors.RefreshDataMissing"/> with the missing values, and the server's errors.
    /// </exception>
    public async Task<bool> RefreshTokenAsync(CancellationToken cancellation = default)
    {
        if (Authorization is not OAuthAuthorization oauth)
        {
            return false;
        }

        await oauth.RefreshAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Tests the session: requests the portal's revision and the default bot, if there is one.</summary>
    /// <returns>The result of the test. Failed calls don't throw.</returns>
    public async Task<SessionTest> TestAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        ApiRevision? revision = null;
        try
        {
            revision = await SendAsync(new GetRevisionRequest(), observer, cancellation).ConfigureAwait(false);
            Bot? bot = BotId is { } botId ? await GetOwnedBotAsync(botId, observer, cancellation).ConfigureAwait(false) : null;
            return new SessionTest(this, revision, bot, null);
        }
        catch (B24Exception error)
        {
            return new SessionTest(this, revision, null, error);
        }
    }

    /// <summary>Verifies with one call that the portal accepts the session and that the default bot, if there is one, belongs to it.</summary>
    /// <exception cref="B24Exception">Why the session can't be used.</exception>
    internal async Task<bool> RequireWorkingAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (BotId is { } botId)
        {
            await GetOwnedBotAsync(botId, observer, cancellation).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(new GetRevisionRequest(), observer, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The specified bot, or the default bot.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotIdMissing"/>.</exception>
    public long RequireBot(long? named) => named ?? BotId ?? throw BotErrors.BotIdMissing.With($"No bot was specified, and session '{Name}' has no default bot.");

    /// <summary>Name, portal, kind, user or application, and bot. Contains no secrets.</summary>
    public override string ToString()
    {
        string place = Name == Portal.Authority ? Name : $"{Name}: {Portal.Authority}";
        string role = Kind == AuthorizationKind.Webhook ? $"webhook of user {UserId}" : $"application {ClientId}";
        return ShownText.From(BotId is null ? $"{place} ({role})" : $"{place} ({role}, bot {BotId})");
    }

    /// <summary>A copy with another default bot, token, name, or profile. Null keeps the current value.</summary>
    internal B24Session With(long? botId = null, Secret? botToken = null, string? name = null, ProfileFile? profile = null) =>
        new(Id, name ?? Name, client, botId ?? BotId, botToken ?? BotToken, profile ?? ProfileFile);

    private static B24Session Open(PortalAuthorization authorization, TransportOptions? transport, long? botId, Secret? botToken, string? name) => new(
        Guid.NewGuid(),
        PastedText.Trimmed(name) is { Length: > 0 } given ? given : authorization.Portal.Authority,
        new PortalClient(authorization, transport ?? TransportOptions.Default),
        botId,
        botToken,
        null);

    /// <summary>Any bot of the portal can be read, but only its owner receives the event mode (docs/portal/bots.md, "Bot object").</summary>
    private async Task<Bot> GetOwnedBotAsync(long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        Bot bot = await SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
        return bot.EventMode is not null ? bot : throw BotErrors.BotOfAnotherOwner.With($"Bot {botId} does not belong to session '{Name}'.");
    }
}
