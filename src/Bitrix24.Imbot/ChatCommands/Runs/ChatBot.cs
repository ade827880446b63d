using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>What all calls of a bot share.</summary>
internal sealed record ChatBot
{
    /// <summary>How long the departments that came with an event are trusted.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    public B24Session Session { get; init; } = null!;

    /// <summary>Sends what the bot says. A portal that is away for a while gets it when it is back.</summary>
    public IRequestSender Sender { get; init; } = null!;

    public long BotId { get; init; }

    /// <summary>The bot's folder, in which its calls are kept.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>Whether the bot hears every message of its chats, and not only those that mention it.</summary>
    public bool HearsEverything { get; init; }

    public FunctionCatalog Catalog { get; init; } = null!;

    /// <summary>The functions under the rules that hold now.</summary>
    public FunctionList Functions => Catalog.Current;

    /// <summary>Who may run a function whose rule doesn't say.</summary>
    public AccessPolicy Policy { get; init; } = null!;

    public IAccessFacts Facts { get; init; } = null!;

    /// <summary>Knows where the people are asked who approve calls.</summary>
    public ApproverDialogs Approvers { get; init; } = null!;

    public CallerLimits Limits { get; init; } = null!;

    /// <summary>How often people may run functions whose rules say so.</summary>
    public UseLimits Uses { get; init; } = null!;

    /// <summary>What people do is recorded here.</summary>
    public AuditLog Audit { get; init; } = null!;

    /// <summary>How long a question waits for its answer.</summary>
    public TimeSpan AnswerTimeout { get; init; }

    public QuestionAsker Asker { get; init; } = null!;

    public RunspaceSupply Supply { get; init; } = null!;

    /// <summary>Places of runs that execute.</summary>
    public SemaphoreSlim Places { get; init; } = null!;

    /// <summary>Runs that don't stop and were left to themselves.</summary>
    public AbandonedRuns Abandoned { get; init; } = null!;

    public HandlerLimits RunLimits { get; init; } = null!;

    public bool ShowsTyping { get; init; }

    public ICallObserver Observer { get; init; } = null!;

    /// <summary>Writes an error of a run for whoever runs the bot.</summary>
    public Action<PortalEvent, ErrorRecord> Report { get; init; } = null!;

    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>Counts a call where the rule of the function limits calls.</summary>
    /// <returns>Null where the limit is reached.</returns>
    public LimitedUse? TryUse(long userId, ChatFunction function, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        return function.Rule.Limit is { } limit ? Uses.TryUse(userId, function.Name, limit.Calls, limit.Within, out wait) : LimitedUse.Unlimited();
    }

    /// <summary>Secrets of the session, which never belong into a chat, an error, or the audit. A token can change.</summary>
    public IEnumerable<Secret> Secrets() => Session.BotToken is { } token ? Session.Authorization.Secrets.Append(token) : Session.Authorization.Secrets;

    /// <summary>Whether somebody may run a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="item">The event with the person.</param>
    /// <param name="since">When it came. People are moved and dismissed.</param>
    /// <param name="cancellation">Ends the check.</param>
    public Task<AccessDecision> DecideAsync(ChatFunction function, PortalEvent item, DateTimeOffset since, CancellationToken cancellation) =>
        (function.Policy ?? Policy).DecideAsync(item.User, Facts, Observer.Report, cancellation, IsOld(since));

    /// <summary>Whether what an event says of a person has to be read again.</summary>
    public bool IsOld(DateTimeOffset since) => Clock.UtcNow - since > MaxAge;
}
