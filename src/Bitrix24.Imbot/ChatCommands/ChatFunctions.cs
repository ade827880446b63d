using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Users;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>Functions as chat commands: what a cmdlet needs to offer them. Everything that can be wrong with them is wrong when this is made or begun.</summary>
internal sealed class ChatFunctions : IDisposable
{
    private readonly ChatFunctionOptions options;
    private readonly FunctionList functions;
    private readonly Dictionary<ChatFunction, AccessPolicy> policies;
    private readonly RunspaceSupply supply;
    private ChatCalls? calls;

    private ChatFunctions(ChatFunctionOptions options, FunctionList functions, Dictionary<ChatFunction, AccessPolicy> policies, RunspaceSupply supply)
    {
        this.options = options;
        this.functions = functions;
        this.policies = policies;
        this.supply = supply;
    }

    /// <summary>Commands that matched and can't be chat commands, with the reasons.</summary>
    public IReadOnlyList<string> LeftOut => functions.LeftOut;

    /// <summary>The commands, and who may run them, in a line.</summary>
    public string Offer => string.Join(", ", functions.Functions.Select(function =>
        $"/{function.ShownName} ({policies[function]}{(function.SupportsShouldProcess && !function.Rule.Confirm ? ", without confirmation" : string.Empty)})"));

    /// <param name="caller">Whose functions they are.</param>
    /// <param name="options">What its parameters say.</param>
    /// <exception cref="B24Exception">What is wrong with them.</exception>
    public static ChatFunctions Of(PSCmdlet caller, ChatFunctionOptions options)
    {
        HandlerRunspace.RequireAllowed(caller);
        AccessRule[] allow = [.. RulesOf(options.Allow ?? throw FunctionErrors.AllowMissing.With("-Function was given without -Allow."))];
        if (allow.Length == 0)
        {
            throw FunctionErrors.AllowMissing.With("-Allow names nobody.");
        }

        FunctionList functions = FunctionList.Of(caller.InvokeCommand, options.Function, options.Rules);
        Dictionary<ChatFunction, AccessPolicy> policies = functions.Functions.ToDictionary(
            function => function, function => new AccessPolicy(function.Rule.Allow is { } own ? RulesOf(own) : allow));
        CarriedCommands carried = new(caller.InvokeCommand, new CarriedVariables(caller.SessionState.PSVariable, options.Variables));
        foreach (ChatFunction function in functions.Functions)
        {
            carried.Add(function.Command);
        }

        PSLanguageMode language = caller.SessionState.LanguageMode;
        string prefix = ImportedCmdlets.PrefixOf(caller.MyInvocation.MyCommand.Name);
        RunspaceSupply supply = new(
            () =>
            {
                InitialSessionState initial = HandlerRunspace.InitialState(language, prefix);
                carried.AddTo(initial);
                return initial;
            },
            caller.SessionState.Path.CurrentFileSystemLocation.Path,
            functions.Functions);
        supply.Open();
        return new ChatFunctions(options, functions, policies, supply);
    }

    /// <summary>Keeps the portal's list of commands in step.</summary>
    /// <exception cref="B24Exception">What the portal says.</exception>
    public Task<bool> RegisterAsync(B24Session session, long botId, ICallObserver observer, CancellationToken cancellation) =>
        new CommandRegistrar(session, botId, BotFolder.PathOf(session.Portal, botId), observer).RunAsync(functions, cancellation);

    /// <summary>Begins to take commands.</summary>
    /// <param name="session">The session.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="messages">Writes on the pipeline thread.</param>
    /// <param name="report">Writes an error of a run, on the pipeline thread.</param>
    /// <param name="ending">Cancelled when the bot ends at a regular moment.</param>
    public void Begin(B24Session session, Bot bot, CallMessages messages, Action<PortalEvent, ErrorRecord> report, CancellationToken ending)
    {
        long botId = bot.BotId;
        PatientSender sender = new(session, SystemClock.Instance);
        calls = new ChatCalls(new ChatBot
        {
            Session = session,
            Sender = sender,
            BotId = botId,
            HearsEverything = bot.HearsEverything,
            Functions = functions,
            Policies = policies,
            Facts = new PortalAccessFacts(session, () => session.ReadPages(DepartmentQuery.Method, new JsonMap()), botId, SystemClock.Instance),
            Limits = new CallerLimits(SystemClock.Instance),
            Asker = new QuestionAsker(sender, botId, BotFolder.PathOf(session.Portal, botId), null),
            AnswerTimeout = options.AnswerTimeout,
            Supply = supply,
            Places = new SemaphoreSlim(options.ThrottleLimit),
            Abandoned = new AbandonedRuns(options.ThrottleLimit),
            RunLimits = new HandlerLimits(options.Timeout, ending),
            ShowsTyping = options.ShowsTyping,
            Observer = messages,
            Report = (item, record) => messages.Put(() => report(item, record)),
        });
    }

    /// <summary>Takes an event that calls a function or one of the bot's own commands.</summary>
    /// <returns>False where it doesn't.</returns>
    public bool TryTake(PortalEvent item)
    {
        if (ChatLine.In(item) is not { IsForBot: true } line || !Knows(line.Name))
        {
            return false;
        }

        calls!.Take(item, line);
        return true;
    }

    /// <summary>Whether a name is one of a function or of the bot's own commands.</summary>
    public bool Knows(string name) => functions.Find(name) is not null || FunctionList.Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends when no call is open.</summary>
    public async Task<bool> WhenIdleAsync(CancellationToken cancellation)
    {
        Task idle = calls?.WhenIdleAsync() ?? Task.CompletedTask;
        await Task.WhenAny(idle, Task.Delay(Timeout.Infinite, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>Stops everything that runs.</summary>
    public void Stop() => calls?.Stop();

    /// <inheritdoc />
    public void Dispose()
    {
        calls?.Dispose();
        supply.Dispose();
    }

    private static IEnumerable<AccessRule> RulesOf(IEnumerable<object> rules) =>
        rules.Select(rule => AccessRule.Parse(Convert.ToString(Unwrapped.Of(rule), CultureInfo.InvariantCulture)));
}
