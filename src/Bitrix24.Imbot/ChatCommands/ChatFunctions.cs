using System.Collections;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.ChatCommands.Schedules;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Users;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>Offers functions as chat commands. All errors in their configuration occur when this is created or begun.</summary>
internal sealed class ChatFunctions(
    ChatFunctionOptions options,
    FunctionList functions,
    FunctionCatalog catalog,
    AccessPolicy policy,
    RunspaceSupply supply,
    IReadOnlyList<ChatSchedule> schedules) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private ChatCalls? calls;

    /// <summary>The commands that matched but can't be chat commands, with the reasons.</summary>
    public IReadOnlyList<string> LeftOut => functions.LeftOut;

    /// <summary>One line with the commands and the people who may run them.</summary>
    public string Offer => string.Join(", ", functions.Functions.Select(function =>
        $"/{function.ShownName} ({function.Policy ?? policy}{(function.SupportsShouldProcess && !function.Rule.Confirm ? ", without confirmation" : string.Empty)})"));

    /// <summary>Creates the chat commands for the functions in the options; null if there are none.</summary>
    public static ChatFunctions? Create(PSCmdlet caller, ChatFunctionOptions options)
    {
        if (options.Function is not { } wanted)
        {
            return options is { Allow: null, Rules: null, Variables: null, AuditPath: null, Schedules: null }
                ? null
                : throw FunctionErrors.FunctionNotFound.With("-Allow, -FunctionRule, -Variable, -AuditPath, and -Schedule require -Function.");
        }

        RunspaceTemplate.RequireAllowed(caller);
        object[] allow = [.. options.Allow ?? throw FunctionErrors.AllowMissing.With("-Function requires -Allow.")];
        if (allow.Length == 0)
        {
            throw FunctionErrors.AllowMissing.With("-Allow is empty.");
        }

        object? rules = Unwrapped.From(options.Rules);
        RuleFile? file = RuleFile.FromParameter(caller, rules);
        RuleMistakes mistakes = new();
        AccessPolicy policy = new(mistakes.ReadPeople(allow.Select(Unwrapped.From), "-Allow"));
        (DateTime, long) stamp = file?.Stamp ?? default;
        FunctionList functions = FunctionList.Read(caller.InvokeCommand, wanted, RulesIn(file, rules, mistakes), mistakes);
        mistakes.Throw();
        CarriedCommands carried = new(caller.InvokeCommand, new CarriedVariables(caller.SessionState.PSVariable, options.Variables ?? []));
        foreach (ChatFunction function in functions.Functions)
        {
            carried.Add(function.Command);
        }

        RunspaceSupply supply = new(new RunspaceTemplate(caller, carried), functions.Functions);
        supply.Open();
        try
        {
            return new ChatFunctions(options, functions, new FunctionCatalog(functions, file, stamp), policy, supply, ReadSchedules(options, functions, supply));
        }
        catch
        {
            supply.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<ChatSchedule> ReadSchedules(ChatFunctionOptions options, FunctionList functions, RunspaceSupply supply)
    {
        if (options.Schedules is not { Count: > 0 } schedules)
        {
            return [];
        }

        using PreparedRunspace prepared = supply.GetAsync(CancellationToken.None).GetAwaiter().GetResult();
        return ScheduleReader.Read(schedules, functions, prepared);
    }

    public Task RegisterAsync(B24Session session, long botId, ICallObserver observer, CancellationToken cancellation) =>
        new CommandRegistrar(session, botId, StateFolder.PathOf(session.Portal, botId), observer).RunAsync(functions, cancellation);

    /// <summary>Starts to accept commands. The delegates are called on the pipeline thread.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void Begin(B24Session session, Bot bot, CallMessages messages, Action<string> inform, Action<ErrorRecord> report, CancellationToken botEnding)
    {
        long botId = bot.BotId;
        string folder = StateFolder.PathOf(session.Portal, botId);
        PortalAccessFacts facts = new(
            session, query => session.ReadPages(query.Method, query.ToParameters()), () => session.ReadPages(DepartmentQuery.Method, new JsonMap()), botId, SystemClock.Instance);
        AuditFile file = new(
            options.AuditPath ?? (options.OffsetPath is null ? AuditPathIn(folder) : options.OffsetPath + ".audit.jsonl"), new AuditOptions { Retention = options.AuditRetention }, SystemClock.Instance, messages.Warn);
        file.Open();
        AuditLog audit = new(file, messages.Warn);
        catalog.Report = ReportRules;
        PatientSender sender = new(session, SystemClock.Instance);
        ChatBot shared = new()
        {
            Session = session,
            Sender = sender,
            BotId = botId,
            Folder = folder,
            HearsEverything = bot.HearsEverything,
            Catalog = catalog,
            Policy = policy,
            Facts = facts,
            Approvers = new ApproverDialogs((method, parameters) => session.ReadPages(method, parameters), facts),
            Limits = new CallerLimits(SystemClock.Instance),
            Audit = audit,
            Asker = new QuestionAsker(sender, botId, folder, null),
            AnswerTimeout = options.AnswerTimeout,
            Supply = supply,
            Places = new SemaphoreSlim(options.ThrottleLimit),
            Abandoned = new AbandonedRuns(options.ThrottleLimit),
            RunLimits = new HandlerLimits(options.Timeout, botEnding),
            ShowsTyping = options.ShowsTyping,
            Observer = messages,
            Report = record => messages.Put(() => report(record)),
        };
        calls = new ChatCalls(shared);
        calls.Resume();
        if (schedules.Count > 0)
        {
            BeginSchedules(new ScheduleRunner(shared, calls, schedules), messages);
        }

        void ReportRules(string text, B24Exception? error)
        {
            audit.TryRecord("rules", new AuditedCall { BotId = botId }, new JsonMap { ["outcome"] = error is null ? "adopted" : "rejected", ["error"] = error?.Message });
            if (error is null)
            {
                messages.Put(() => inform(text));
            }
            else
            {
                messages.Warn(text);
            }
        }
    }

    private async void BeginSchedules(ScheduleRunner runner, CallMessages messages)
    {
        try
        {
            await Task.Run(() => runner.RunAsync(ending.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot is stopping.
        }
        catch (Exception exception)
        {
            messages.Warn($"The schedules of the bot have stopped. Restart the bot. {exception.Message}");
        }
    }

    public static string AuditPathIn(string folder) => Path.Combine(folder, "audit.jsonl");

    /// <summary>Reads the rules from the parameter or the file. A file that can't be read is added to the mistakes.</summary>
    private static IDictionary? RulesIn(RuleFile? file, object? rules, RuleMistakes mistakes)
    {
        try
        {
            return file is null ? rules as IDictionary : file.Read();
        }
        catch (B24Exception exception)
        {
            mistakes.Add(exception);
            return null;
        }
    }

    /// <summary>Accepts an event that calls a function or a built-in command, or that answers a question of a call; returns null for other events.</summary>
    public AcceptedEvent? Find(PortalEvent item, Action again) => ChatLine.TryGet(item) is { IsForBot: true } line && Knows(line.Name)
        ? calls!.Find(item, line)
        : calls!.FindAnswer(item, again);

    /// <summary>Whether an event answers a question of a call that hasn't started to run.</summary>
    public bool IsAnswer(PortalEvent item) => PendingCard.Command.IsCalledBy(item) || (ChatLine.TryGet(item) is not { IsForBot: true } && calls!.IsAnswer(item));

    /// <summary>Whether there are open calls that haven't started to run. They need the events that answer them.</summary>
    public bool HasUnrun => calls!.HasUnrun;

    /// <summary>Whether a name belongs to a function or a built-in command.</summary>
    public bool Knows(string name) => functions.Find(name) is not null || FunctionList.Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    public Task WhenIdleAsync()
    {
        Task idle = calls?.WhenIdleAsync() ?? Task.CompletedTask;
        ending.Cancel();
        return idle;
    }

    public void Stop()
    {
        ending.Cancel();
        calls?.Stop();
    }

    public void Dispose()
    {
        ending.Cancel();
        calls?.Dispose();
        supply.Dispose();
    }
}
