using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The data that all calls of a bot share.</summary>
internal sealed record ChatBot
{
    /// <summary>How long the departments in an event are considered current.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    public B24Session Session { get; init; } = null!;

    /// <summary>Sends the messages of the bot, and retries while the portal is unavailable.</summary>
    public IRequestSender Sender { get; init; } = null!;

    public long BotId { get; init; }

    /// <summary>The bot's folder, which contains its open calls.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>Whether the bot receives all messages of its chats, and not only those that mention it.</summary>
    public bool HearsEverything { get; init; }

    public FunctionCatalog Catalog { get; init; } = null!;

    public FunctionList Functions => Catalog.Current;

    /// <summary>The people who may run functions without Allow in their rule.</summary>
    public AccessPolicy Policy { get; init; } = null!;

    public IAccessFacts Facts { get; init; } = null!;
    public ApproverDialogs Approvers { get; init; } = null!;
    public CallerLimits Limits { get; init; } = null!;
    public AuditLog Audit { get; init; } = null!;
    public TimeSpan AnswerTimeout { get; init; }
    public QuestionAsker Asker { get; init; } = null!;
    public RunspaceSupply Supply { get; init; } = null!;

    /// <summary>The places of concurrent runs.</summary>
    public SemaphoreSlim Places { get; init; } = null!;

    /// <summary>The runs that don't stop and were abandoned.</summary>
    public AbandonedRuns Abandoned { get; init; } = null!;

    public HandlerLimits RunLimits { get; init; } = null!;
    public bool ShowsTyping { get; init; }
    public ICallObserver Observer { get; init; } = null!;

    /// <summary>Writes an error of a run to the console of the bot.</summary>
    public Action<ErrorRecord> Report { get; init; } = null!;

    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>Gets the secrets of the session, which must not appear in a chat, an error, or the audit. Read them each time, because tokens can change.</summary>
    public IEnumerable<Secret> Secrets() => Session.BotToken is { } token ? Session.Authorization.Secrets.Append(token) : Session.Authorization.Secrets;

    /// <summary>
    /// Decides whether the user of an event may run a function. The user data of an old event is read again, because people move to other departments and are
    /// dismissed.
    /// </summary>
    public Task<AccessDecision> DecideAsync(ChatFunction function, PortalEvent item, DateTimeOffset since, CancellationToken cancellation) =>
        (function.Policy ?? Policy).DecideAsync(item.User, Facts, Observer.Report, cancellation, IsOld(since));

    /// <summary>Whether the user data of an event is too old and must be read again.</summary>
    public bool IsOld(DateTimeOffset since) => Clock.UtcNow - since > MaxAge;
}
