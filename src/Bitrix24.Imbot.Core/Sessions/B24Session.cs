using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Json;
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
/// A connection to one portal in one role, with a default bot. It never changes (a change makes a new one), is safe to use from many
/// threads, and shows no secret. The tokens of an OAuth session are renewed behind it.
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

    /// <summary>The name by which the session is found; the portal's host unless another was given.</summary>
    public string Name { get; }

    /// <summary>Scheme, host and port of the portal.</summary>
    public Uri Portal => Authorization.Portal;

    /// <summary>Incoming webhook or OAuth.</summary>
    public AuthorizationKind Kind => Authorization.Kind;

    /// <summary>The webhook's user, or the user of the access token where the authorization server named him; else null.</summary>
    public long? UserId => Authorization switch
    {
        WebhookAuthorization webhook => webhook.Webhook.UserId,
        OAuthAuthorization oauth => oauth.Current.UserId,
        _ => null,
    };

    /// <summary>The OAuth application's id; null under a webhook.</summary>
    public string? ClientId => (Authorization as OAuthAuthorization)?.Application.ClientId;

    /// <summary>Scopes of the access token, with commas; null under a webhook, whose scopes only the portal knows.</summary>
    public string? Scope => (Authorization as OAuthAuthorization)?.Current.Scope;

    /// <summary>When the access token ends, in local time, where that is known; null under a webhook, which does not end.</summary>
    public DateTimeOffset? ExpiresAt => (Authorization as OAuthAuthorization)?.Current.ExpiresAt?.ToLocalTime();

    /// <summary>The bot for which calls are made unless another is named; null where there is none yet.</summary>
    public long? BotId { get; }

    /// <summary>The profile from which the session was opened or in which it was saved; null where there is none.</summary>
    public string? Profile => ProfileFile?.Name;

    /// <summary>The same for a session and what is made of it by <see cref="With"/>.</summary>
    internal Guid Id { get; }

    /// <summary>Whether any certificate is taken, of which a person is to be warned each time.</summary>
    internal bool SkipsCertificateCheck => client.Transport.Connection.SkipCertificateCheck;

    internal PortalAuthorization Authorization => client.Authorization;

    /// <summary>Why the place where the tokens are kept does not hold those in force; null where it does, or where there is no such place.</summary>
    public B24Exception? TokenStoreFailure => (Authorization as OAuthAuthorization)?.StoreFailure;

    /// <summary>What is unsafe about the file that keeps the session's secrets, one sentence each.</summary>
    internal IReadOnlyList<string> StorageConcerns =>
        (ProfileFile?.FilePath ?? ((Authorization as OAuthAuthorization)?.Store as FileTokenStore)?.FilePath) is { } path
            ? StoreSafety.ConcernsOf(path, isRefreshed: Kind == AuthorizationKind.OAuth)
            : [];

    internal Secret? BotToken { get; }

    internal ProfileFile? ProfileFile { get; }

    /// <summary>Opens a session by incoming webhook. Nothing is sent.</summary>
    /// <param name="address">The whole address, <c>https://portal/rest/17/code/</c>.</param>
    /// <param name="botId">The default bot.</param>
    /// <param name="botToken">The token that the bot was registered with, of any length.</param>
    /// <param name="transport">How to reach the network.</param>
    /// <param name="name">Name of the session; the portal's host by default.</param>
    /// <exception cref="B24Exception">An address or token that cannot be right.</exception>
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

    /// <summary>Opens a session of an OAuth application with tokens that are at hand. Nothing is sent.</summary>
    /// <param name="portal">The portal, see <see cref="PortalAddress.Parse"/>.</param>
    /// <param name="application">The application and its authorization server.</param>
    /// <param name="tokens">At least one of access and refresh token; with a refresh token also the scope.</param>
    /// <param name="store">Where renewed tokens are kept; what it already holds wins over <paramref name="tokens"/>.</param>
    /// <param name="botId">The default bot.</param>
    /// <param name="transport">How to reach the network.</param>
    /// <param name="name">Name of the session; the portal's host by default.</param>
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

    /// <summary>The same with a pair that the store was asked for already.</summary>
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
                throw AuthorizationErrors.RefreshDataMissing.With($"A refresh token was given, and the session could not be refreshed: {string.Join(", ", missing)} missing.");
            }
        }
        else if (pair.AccessToken.Length == 0)
        {
            throw AuthorizationErrors.AuthorizationMissing.With("Neither an access token nor a refresh token was given.");
        }

        OAuthAuthorization authorization = new(portal, application, pair, new TokenServerClient(options), options.Timeout, store, unsaved);
        return Open(authorization, options, botId, null, name);
    }

    /// <summary>Exchanges an authorization code for tokens.</summary>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.AuthorizationCodeRejected"/> and the authorization server's other refusals.</exception>
    public static Task<TokenPair> ExchangeCodeAsync(
        OAuthApplication application,
        Secret code,
        TransportOptions? transport = null,
        CancellationToken cancellation = default) =>
        new TokenEndpoint(application, new TokenServerClient(transport ?? TransportOptions.Default)).ExchangeAsync(code, cancellation);

    /// <summary>Calls any method. The session puts the authorization in.</summary>
    /// <param name="method">The method's name, in any letter case, with or without <c>.json</c>.</param>
    /// <param name="parameters">A <see cref="JsonMap"/>, or any object that System.Text.Json writes as an object, or null.</param>
    /// <param name="cancellation">Ends the call at once.</param>
    /// <returns>The member <c>result</c> of the answer.</returns>
    /// <exception cref="B24Exception">Every failure, with the portal's code, HTTP status, method and advice.</exception>
    public async Task<JsonElement> CallAsync(string method, object? parameters = null, CancellationToken cancellation = default) =>
        (await CallAsync(ApiMethod.Parse(method), JsonMapReader.Read(parameters), null, cancellation).ConfigureAwait(false)).Result;

    /// <summary>Calls any method and gives the whole answer.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    public Task<PortalAnswer> CallAsync(ApiMethod method, JsonMap parameters, ICallObserver? observer, CancellationToken cancellation) =>
        client.CallAsync(method, parameters, BotToken, observer, cancellation);

    /// <summary>Whether the portal's request limit leaves room for a request that nobody waits for.</summary>
    internal bool HasRoom => client.HasRoom;

    /// <summary>Whether it leaves room for so many requests at once.</summary>
    internal bool HasRoomFor(int requests) => client.HasRoomFor(requests);

    /// <summary>Sends a typed request.</summary>
    /// <inheritdoc cref="PortalClient.CallAsync"/>
    public Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        client.RequestAsync(request, BotToken, observer, cancellation);

    /// <summary>
    /// Fetches a file and saves it. It appears under its name when it is whole, and not at all when something goes wrong; a transfer that breaks off begins
    /// again with a new link.
    /// </summary>
    /// <param name="request">Asks for the file's link.</param>
    /// <param name="options">Where it goes.</param>
    /// <param name="fallbackName">Its name where the portal gives none.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="B24Exception">Every failure; <see cref="FileErrors.FileExists"/> and <see cref="FileErrors.FileNotWritten"/> of this machine's disk.</exception>
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

    /// <summary>Sends many messages, 50 a request where they come out of a batch unchanged.</summary>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends everything that waits and is under way.</param>
    public BatchedMessages SendInBatches(ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(client, BotToken, observer, cancellation);

    /// <summary>Opens a message whose text changes while people look at it. Nothing is sent before there is a text.</summary>
    /// <param name="options">Where it is shown, and how.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends the edits while the text still changes; the last text has a cancellation of its own.</param>
    public LiveMessage OpenLiveMessage(LiveMessageOptions options, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(this, options, HasRoomFor, observer, client.Clock, cancellation);

    /// <summary>Runs many commands, 50 a request. In their values a portal replaces <c>$result[key][member]</c> and the like (docs/portal/limits-and-batch.md, "Batch references").</summary>
    /// <param name="halt">Whether the first failure ends it.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends everything that waits and is under way.</param>
    public CommandBatches CallInBatches(bool halt = false, ICallObserver? observer = null, CancellationToken cancellation = default) =>
        new(client, BotToken, halt, observer, cancellation);

    /// <summary>Reads the list of a method page by page, in batches where possible.</summary>
    /// <param name="method">A list method.</param>
    /// <param name="parameters">Its parameters without authorization; a <c>start</c> among them is where the first page starts.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ListNotFollowed"/>: the start is not a place in the list.</exception>
    public ListPages ReadPages(ApiMethod method, JsonMap parameters, ICallObserver? observer = null) => new(
        method,
        parameters,
        (page, cancellation) => CallAsync(method, page, observer, cancellation),
        cancellation => CallInBatches(halt: false, observer, cancellation));

    /// <summary>Refreshes the access token now.</summary>
    /// <returns>False under a webhook, where there is nothing to refresh and nothing was sent.</returns>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.RefreshDataMissing"/>, naming what is missing, and the server's refusals.</exception>
    public async Task<bool> RefreshTokenAsync(CancellationToken cancellation = default)
    {
        if (Authorization is not OAuthAuthorization oauth)
        {
            return false;
        }

        await oauth.RefreshAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Tries the session: asks the portal for its revision and, where there is a default bot, for that bot.</summary>
    /// <returns>What came of it; no failure of a call is thrown.</returns>
    public async Task<SessionTest> TestAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        ApiRevision? revision = null;
        try
        {
            revision = await SendAsync(new GetRevisionRequest(), observer, cancellation).ConfigureAwait(false);
            Bot? bot = BotId is { } botId ? await RequireOwnAsync(botId, observer, cancellation).ConfigureAwait(false) : null;
            return new SessionTest(this, revision, bot, null);
        }
        catch (B24Exception error)
        {
            return new SessionTest(this, revision, null, error);
        }
    }

    /// <summary>Makes sure with one call that the portal takes the session and, where there is a default bot, that the bot is its own.</summary>
    /// <exception cref="B24Exception">Why it can't be used.</exception>
    internal async Task<bool> RequireWorkingAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (BotId is { } botId)
        {
            await RequireOwnAsync(botId, observer, cancellation).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(new GetRevisionRequest(), observer, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The default bot, or the one named.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotIdMissing"/>.</exception>
    public long RequireBot(long? named) => named ?? BotId ?? throw BotErrors.BotIdMissing.With($"No bot was named, and session '{Name}' has no default one.");

    /// <summary>Name, portal, kind, user or application, bot. No secret.</summary>
    public override string ToString()
    {
        string place = Name == Portal.Authority ? Name : $"{Name}: {Portal.Authority}";
        string role = Kind == AuthorizationKind.Webhook ? $"webhook of user {UserId}" : $"application {ClientId}";
        return ShownText.From(BotId is null ? $"{place} ({role})" : $"{place} ({role}, bot {BotId})");
    }

    /// <summary>The same session with another default bot, token, name or profile; null keeps what is there.</summary>
    internal B24Session With(long? botId = null, Secret? botToken = null, string? name = null, ProfileFile? profile = null) =>
        new(Id, name ?? Name, client, botId ?? BotId, botToken ?? BotToken, profile ?? ProfileFile);

    private static B24Session Open(PortalAuthorization authorization, TransportOptions? transport, long? botId, Secret? botToken, string? name) => new(
        Guid.NewGuid(),
        PastedText.Trimmed(name) is { Length: > 0 } given ? given : authorization.Portal.Authority,
        new PortalClient(authorization, transport ?? TransportOptions.Default),
        botId,
        botToken,
        null);

    /// <summary>Any bot of the portal can be read; only the owner is told how it gets its events (docs/portal/bots.md, "Bot object").</summary>
    private async Task<Bot> RequireOwnAsync(long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        Bot bot = await SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
        return bot.EventMode is not null ? bot : throw BotErrors.BotOfAnotherOwner.With($"Bot {botId} belongs to another owner than session '{Name}'.");
    }
}
