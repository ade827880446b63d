using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>Runs a bot: script blocks handle its events as they come, each confirmed when its handler is done.</summary>
[Cmdlet(VerbsLifecycle.Start, "B24Bot", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class StartB24BotCommand : B24ListeningCommand
{
    /// <summary>Runs at the same time where functions are offered and nothing else was said.</summary>
    private const int FunctionThrottleLimit = 8;

    private BotHandlers handlers = new();
    private DeadLetterFile? deadLetters;
    private EndRequest? endRequest;
    private RunspaceHandlers? beside;
    private ChatFunctions? chat;
    private ErrorReplies? replies;
    private HandlerRun? run;
    private volatile PortalEvent? keptWhileRunning;

    /// <summary>Handles messages. The event is $_, and Send-B24BotMessage -Message answers it.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public ScriptBlock? OnMessage { get; set; }

    /// <summary>Handles slash commands and buttons that stand for them: a block for all, or a table of blocks by name.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? OnCommand { get; set; }

    /// <summary>Handles that the bot came into a chat, or that somebody opened a dialog with it.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnJoin { get; set; }

    /// <summary>Handles reactions to the bot's messages.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnReaction { get; set; }

    /// <summary>Handles every event that no other block takes.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnEvent { get; set; }

    /// <summary>Functions and cmdlets that people can run as slash commands: names, names with wildcards, CommandInfo objects, or modules.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Function { get; set; }

    /// <summary>
    /// Who may run them: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone. Required with -Function.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Allow { get; set; }

    /// <summary>Rules for single functions: a table of tables by the functions' names, or the path of a data file with one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? FunctionRule { get; set; }

    /// <summary>A file in which every call of a function is recorded, one JSON object a line. When left out, a file beside -OffsetStore, or in the bot's state folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    /// <summary>How many days rotated audit files are kept, 30 to 3650.</summary>
    [Parameter]
    [ValidateRange(30, 3650)]
    public int AuditRetentionDays { get; set; } = 365;

    /// <summary>
    /// Lines that run at certain times, as tables with Line, Cron, DialogId and TimeZone: @{ Line = '/get-report -Top 5'; Cron = '0 8 * * 1-5'; DialogId = 'chat5' }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public System.Collections.Hashtable[]? Schedule { get; set; }

    /// <summary>Names of variables that the functions get, copied when the bot starts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Variable { get; set; }

    /// <summary>Registers the commands of -OnCommand's table at the start; those that are there already stay as they are.</summary>
    [Parameter]
    public SwitchParameter RegisterCommands { get; set; }

    /// <summary>How often a handler that fails is run again for the same event, 0 to 100.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int RetryCount { get; set; }

    /// <summary>A file for the events whose handler failed each time, one JSON object a line with the error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DeadLetterPath { get; set; }

    /// <summary>
    /// Handlers at the same time at most, 1 to 100; each dialog's events stay in order. Above 1 handlers run in runspaces of their own, without the
    /// caller's variables and functions but for what they name with $using:.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>
    /// How long a handler may run, as seconds or TimeSpan, 1 second to 24 hours. Then it is asked to stop, and fails. Time in which it waits for a person in
    /// Request-B24BotReply doesn't count.
    /// </summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a question to somebody who runs a function waits for its answer, as seconds or TimeSpan, 1 second to 24 hours. Then the call ends.
    /// </summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Does not show that the bot is typing while a handler takes longer than a second.</summary>
    [Parameter]
    public SwitchParameter NoTyping { get; set; }

    /// <summary>Says nothing in the chat where a handler fails or nobody knows a command.</summary>
    [Parameter]
    public SwitchParameter NoErrorReply { get; set; }

    /// <inheritdoc />
    private protected override string Purpose => "Run the bot, which reads and deletes its events on the portal";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Demand(HandlerTimeout, () => DurationRange.HandlerTimeout.Require(nameof(HandlerTimeout), HandlerTimeout));
        Demand(AnswerTimeout, () => DurationRange.AnswerTimeout.Require(nameof(AnswerTimeout), AnswerTimeout));
        handlers = Demand(OnCommand, () => new BotHandlers
        {
            Message = OnMessage,
            Command = OnCommand is null ? null : CommandHandlers.From(OnCommand),
            Join = OnJoin,
            Reaction = OnReaction,
            Any = OnEvent,
        });
        Demand(null, () => handlers.Blocks.Any() || Function is not null ? true : throw HandlerErrors.HandlerMissing.With("No handler was specified."));
        Demand(null, () => RegisterCommands && handlers.Command is not { Names.Count: > 0 }
            ? throw SlashCommandErrors.CommandNamesMissing.With("-RegisterCommands requires command names in -OnCommand.")
            : true);
        deadLetters = DeadLetterPath is null ? null : Demand(DeadLetterPath, () => new DeadLetterFile(FilePaths.Resolve(this, DeadLetterPath)));
        int limit = Function is null || MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit)) ? ThrottleLimit : FunctionThrottleLimit;
        beside = limit > 1 && handlers.Blocks.Any() ? Demand(null, () => RunspaceHandlers.Create(this, Messages, WriteRecord, handlers.Blocks, limit)) : null;
        chat = Function is null ? Demand(null, RequireNoFunctionParameters) : Demand(Function, () => ChatFunctions.Create(this, ChatOptions(limit)));
        Demand(null, RequireDistinctNames);
    }

    /// <summary>The list is fixed from here on, and whoever starts a bot sees what people can do with it.</summary>
    private void ShowOffer(Bot bot, string offer)
    {
        Inform($"Chat commands of bot {bot}: {offer}.");
    }

    private void Inform(string text)
    {
        HostInformationMessage shown = new() { Message = ShownText.From(text) };
        WriteInformation(new InformationRecord(shown, MyInvocation.MyCommand.Name) { Tags = { "PSHOST" } });
    }

    private ChatFunctionOptions ChatOptions(int limit) => new()
    {
        Function = Function!,
        Allow = Allow,
        Rules = Unwrapped.From(FunctionRule) as System.Collections.IDictionary,
        RulePath = RulePathOf(Unwrapped.From(FunctionRule)),
        AuditPath = AuditPath is null ? (OffsetPath is null ? null : OffsetPath + ".audit.jsonl") : FilePaths.Resolve(this, AuditPath),
        AuditRetention = TimeSpan.FromDays(AuditRetentionDays),
        Variables = Variable ?? [],
        Schedules = Schedule ?? [],
        ThrottleLimit = limit,
        Timeout = HandlerTimeout,
        AnswerTimeout = AnswerTimeout,
        ShowsTyping = !NoTyping,
    };

    private string? RulePathOf(object? rules) => rules switch
    {
        null or System.Collections.IDictionary => null,
        string path => FilePaths.Resolve(this, path),
        FileInfo file => file.FullName,
        _ => throw FunctionErrors.FunctionRuleInvalid.With($"-FunctionRule must be a hashtable or the path of a file. Its type is {rules.GetType().Name}."),
    };

    /// <summary>A name that is a function's or the bot's own would never reach its script block.</summary>
    private bool RequireDistinctNames() => handlers.Command?.Names.FirstOrDefault(name => chat?.Knows(name) == true) is { } taken
        ? throw FunctionErrors.FunctionRefused.With($"The command '{taken}' of -OnCommand is also a function of -Function or a built-in command.")
        : true;

    private ChatFunctions? RequireNoFunctionParameters() => Allow is null && FunctionRule is null && Variable is null && AuditPath is null && Schedule is null
        ? null
        : throw FunctionErrors.FunctionNotFound.With("-Allow, -FunctionRule, -Variable, -AuditPath, and -Schedule require -Function.");

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            endRequest?.Dispose();
            beside?.Dispose();
            chat?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc />
    private protected override void Prepare(B24Session session, Bot bot)
    {
        long botId = bot.BotId;
        deadLetters?.Open();
        foreach (string name in RegisterCommands ? handlers.Command!.Names : [])
        {
            Send(session, new RegisterCommandRequest(botId, new CommandProperties
            {
                Command = name,
                Title = new Dictionary<string, string?> { ["en"] = name },
            }));
        }

        if (chat is not null)
        {
            foreach (string line in chat.LeftOut)
            {
                WriteWarning(line);
            }

            Await((observer, cancellation) => chat.RegisterAsync(session, botId, observer, cancellation));
            chat.Begin(session, bot, Messages, Inform, (item, record) => ShowError(record), Ending.Token);
            ShowOffer(bot, chat.Offer);
        }

        replies = NoErrorReply ? null : new ErrorReplies(session, botId, chat is not null, Messages, StopToken);
        endRequest = EndRequest.Watch(Ending);
    }

    /// <inheritdoc />
    private protected override void Take(B24Session session, long botId, IEventSource source, PortalEvent item)
    {
        if (chat?.Find(item, () => Messages.Put(() => Take(session, botId, source, item))) is { } taken)
        {
            // On disk before the portal hears that it is done, and done before anything runs: no call is lost, and none runs twice.
            if (!taken.IsDeferred && (taken.Save is null || TryKeep(taken.Save)) && Confirm(source, item))
            {
                taken.Begin?.Invoke();
            }

            return;
        }

        if (handlers.For(item) is not { } handler)
        {
            WriteDetail($"Event {item.EventId} ({item.Type}) has no handler.");
            if (!CardCommand.IsCalledBy(item))
            {
                replies?.ReportUnknown(item);
            }

            Confirm(source, item);
            return;
        }

        run ??= new HandlerRun(session, botId, RetryCount, !NoTyping, new HandlerLimits(HandlerTimeout, Ending.Token));
        if (beside is null)
        {
            Finish(source, item, HandleHere(handler, source, item));
            return;
        }

        beside.Use(given => run.Run(beside, handlers.For(given)!, given), GiveUpInRunspace, (given, outcome) => Finish(source, given, outcome));
        beside.Add(item);
    }

    /// <inheritdoc />
    private protected override bool IsAnswer(PortalEvent item) => chat?.IsAnswer(item) == true;

    /// <inheritdoc />
    private protected override bool WaitsForAnswers => chat?.HasUnrun == true;

    /// <inheritdoc />
    private protected override void Drain()
    {
        if (beside is not null)
        {
            Await((_, cancellation) => beside.WhenIdleAsync(Ending.Token, cancellation));
        }

        if (chat is not null)
        {
            Await((_, cancellation) => chat.WhenIdleAsync(cancellation));
        }

        if (replies is not null)
        {
            Await((_, cancellation) => replies.WhenSentAsync(cancellation));
        }
    }

    /// <inheritdoc />
    private protected override void Abandon()
    {
        beside?.Stop();
        chat?.Stop();
    }

    private HandlerOutcome HandleHere(ScriptBlock handler, IEventSource source, PortalEvent item)
    {
        try
        {
            return run!.Run(new PipelineHandlers(WriteDetail, Pause, Host, ShowError, GiveUpOnPipeline), handler, item);
        }
        catch (ExitException)
        {
            Confirm(source, item);
            throw;
        }
        finally
        {
            endRequest?.Resume();
        }
    }

    /// <summary>The event is done, whatever happens behind with what its handler gave. An event whose handler failed each time is reported and put aside first.</summary>
    private void Finish(IEventSource source, PortalEvent item, HandlerOutcome outcome)
    {
        if (outcome.End == HandlerEnd.Interrupted)
        {
            WriteDetail($"The handler of event {item.EventId} was stopped, because the bot is stopping. The event will be delivered again.");
            return;
        }

        ErrorRecord? error = null;
        bool isReported = outcome.Failure is not { } failure || ReferenceEquals(keptWhileRunning, item) || TryReport(item, failure, outcome.Attempts, out error);
        if (isReported)
        {
            Confirm(source, item);
        }

        if (error is not null)
        {
            ShowError(error);
        }

        if (outcome.End == HandlerEnd.EndsBot || item is { Kind: EventKind.BotDelete, IsUserEvent: false })
        {
            Ending.Cancel();
            beside?.Close();
        }

        WriteObject(outcome.Output, enumerateCollection: true);
    }

    /// <summary>A handler beside the pipeline doesn't stop: it is left to itself, and its event is reported.</summary>
    private HandlerOutcome GiveUpInRunspace(PortalEvent item, StopReason reason, int attempt)
    {
        string stillRunning = $"Handlers that don't stop and still run: {beside!.AbandonedCount}";
        if (reason == StopReason.Ending)
        {
            WriteWarning($"The handler of event {item.EventId} doesn't stop, and the bot ends without it. The event will be delivered again. {stillRunning}.");
            return new HandlerOutcome(HandlerEnd.Interrupted, [], null, attempt);
        }

        WriteWarning($"The handler of event {item.EventId} timed out and doesn't stop. {stillRunning}. To end them, restart the process of the bot.");
        return new HandlerOutcome(HandlerEnd.Done, [], run!.TimedOut(), attempt);
    }

    /// <summary>
    /// A handler on the pipeline thread doesn't stop. Nothing can take that thread away from it: what can be done from another thread is to keep its event, to
    /// say so at the console, and to let SIGTERM have its usual effect.
    /// </summary>
    private void GiveUpOnPipeline(PortalEvent item, StopReason reason, int attempt)
    {
        string what = $"The handler of event {item.EventId} doesn't stop and blocks the bot, because it runs on the thread of the script. To prevent this, use -ThrottleLimit 2 or more.";
        if (reason == StopReason.Overdue)
        {
            what += KeepWhileRunning(item, attempt);
        }

        Host.UI?.WriteWarningLine(ShownText.From(what));
        endRequest?.EndProcess();
    }

    private string KeepWhileRunning(PortalEvent item, int attempt)
    {
        if (deadLetters is null)
        {
            return string.Empty;
        }

        try
        {
            deadLetters.Add(item, HandlerFailure.From(run!.TimedOut()), attempt, SystemClock.Instance.UtcNow);
            keptWhileRunning = item;
            return $" The event was saved in {DeadLetterPath}.";
        }
        catch (B24Exception exception)
        {
            return $" {exception.Message}";
        }
    }

    /// <summary>Puts a failed event aside, or makes the error that is written when the event is done: an error that ends the script must not bring the event back.</summary>
    /// <returns>False where the bot ends before the event could be put aside.</returns>
    private bool TryReport(PortalEvent item, Exception exception, int attempts, out ErrorRecord? error)
    {
        EventFailure failure = HandlerFailure.From(exception);
        string text = $"The handler failed for event {item.EventId}, {item}: {failure.Message}{HandlerFailure.PlaceOf(failure)}";
        if (replies is not null)
        {
            string reference = CallErrors.Reference();
            text += $" (reference {reference})";
            replies.ReportFailure(item, reference);
        }

        if (deadLetters is null)
        {
            error = ErrorRecords.From(HandlerErrors.HandlerFailed.With(text, exception), item);
            return true;
        }

        if (TryKeep(() => deadLetters.Add(item, failure, attempts, SystemClock.Instance.UtcNow)))
        {
            error = null;
            WriteWarning($"{text}{Environment.NewLine}The event was saved in {DeadLetterPath}.");
            return true;
        }

        error = ErrorRecords.From(HandlerErrors.HandlerFailed.With(text, exception), item);
        return false;
    }

    /// <summary>
    /// Writes an error of a handler. In a script in which every error ends the script, a handler's would end the bot; there it is a warning, unless -ErrorAction was
    /// given for the bot itself.
    /// </summary>
    private void ShowError(ErrorRecord error)
    {
        bool isForBot = MyInvocation.BoundParameters.ContainsKey("ErrorAction");
        if (!isForBot
            && LanguagePrimitives.TryConvertTo(GetVariableValue("ErrorActionPreference"), out ActionPreference preference)
            && preference is not (ActionPreference.Continue or ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            WriteWarning(error.ToString());
        }
        else
        {
            WriteError(error);
        }
    }

    /// <summary>What a handler beside the pipeline wrote to other streams than its output.</summary>
    private void WriteRecord(object record)
    {
        switch (record)
        {
            case ErrorRecord error:
                ShowError(error);
                break;
            case WarningRecord warning:
                WriteWarning(warning.Message);
                break;
            case VerboseRecord verbose:
                WriteVerbose(verbose.Message);
                break;
            case DebugRecord debug:
                WriteDebug(debug.Message);
                break;
            case InformationRecord information:
                WriteInformation(information);
                break;
        }
    }
}
