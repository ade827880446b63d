using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Running;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Runs a bot. Script blocks handle its events, and each event is confirmed when its handler has finished.</summary>
[Cmdlet(VerbsLifecycle.Start, "B24Bot", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Start-B24Bot.html")]
[OutputType(typeof(PSObject))]
public sealed class StartB24BotCmdlet : B24ListeningCmdlet
{
    /// <summary>The default of -ThrottleLimit with -Function.</summary>
    private const int FunctionThrottleLimit = 8;

    private BotRun? run;

    [Parameter(Position = 0)]
    [ValidateNotNull]
    public ScriptBlock? OnMessage { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? OnCommand { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnJoin { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnReaction { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnEvent { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Function { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Allow { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? FunctionRule { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    [Parameter]
    [ValidateRange(30, 3650)]
    public int AuditRetentionDays { get; set; } = 365;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public System.Collections.Hashtable[]? Schedule { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Variable { get; set; }

    [Parameter]
    public SwitchParameter RegisterCommands { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int RetryCount { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DeadLetterPath { get; set; }

    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 1;

    [Parameter]
    [SecondsArgument]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromHours(1);

    [Parameter]
    [SecondsArgument]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(15);

    [Parameter]
    public SwitchParameter NoTyping { get; set; }

    [Parameter]
    public SwitchParameter NoErrorReply { get; set; }

    private protected override string Purpose => "Run the bot, which reads and deletes its events on the portal";

    private protected override EventConsumer Consumer => run!;

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Demand(HandlerTimeout, () => DurationRange.HandlerTimeout.Require(nameof(HandlerTimeout), HandlerTimeout));
        Demand(AnswerTimeout, () => DurationRange.HandlerTimeout.Require(nameof(AnswerTimeout), AnswerTimeout));
        int limit = Function is null || MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit)) ? ThrottleLimit : FunctionThrottleLimit;
        run = new BotRun(this, new BotRunOptions
        {
            Handlers = Demand(OnCommand, () => new BotHandlers(OnMessage, OnCommand, OnJoin, OnReaction, OnEvent)),
            Functions = FunctionOptions(limit),
            RegistersCommands = RegisterCommands,
            RetryCount = RetryCount,
            DeadLetterPath = DeadLetterPath,
            ThrottleLimit = limit,
            HandlerTimeout = HandlerTimeout,
            ShowsTyping = !NoTyping,
            RepliesErrors = !NoErrorReply,
        });
        run.Prepare();
    }

    private protected override void Release()
    {
        run?.Dispose();
        base.Release();
    }

    private ChatFunctionOptions FunctionOptions(int limit) => new()
    {
        Function = Function,
        Allow = Allow,
        Rules = FunctionRule,
        AuditPath = AuditPath is null ? null : Demand(AuditPath, () => FilePaths.Resolve(this, AuditPath)),
        OffsetPath = OffsetPath,
        AuditRetention = TimeSpan.FromDays(AuditRetentionDays),
        Variables = Variable,
        Schedules = Schedule,
        ThrottleLimit = limit,
        Timeout = HandlerTimeout,
        AnswerTimeout = AnswerTimeout,
        ShowsTyping = !NoTyping,
    };
}
