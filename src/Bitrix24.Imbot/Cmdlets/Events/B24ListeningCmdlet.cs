using System.ComponentModel;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Running;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>The base class of cmdlets that process a bot's events as they arrive.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24ListeningCmdlet : B24BotCmdlet
{
    private EventLoop? loop;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OffsetStore { get; set; }

    [Parameter]
    [SecondsArgument]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaxEvents { get; set; } = long.MaxValue;

    [Parameter]
    [SecondsArgument]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    public SwitchParameter IncludeBots { get; set; }

    [Parameter]
    public SwitchParameter IncludeUserEvents { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Uri? ListenUri { get; set; }

    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? ApplicationToken { get; set; }

    /// <summary>The full path of -OffsetStore; null if not specified.</summary>
    private protected string? OffsetPath { get; private set; }

    /// <summary>The action that <c>-WhatIf</c> shows.</summary>
    private protected abstract string Purpose { get; }

    /// <summary>Processes the events.</summary>
    private protected abstract EventConsumer Consumer { get; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Demand(Interval, () =>
        {
            DurationRange.Interval.Require(nameof(Interval), Interval);
            DurationRange.Timeout.Require(nameof(Timeout), Timeout);
        });
        OffsetPath = OffsetStore is null ? null : Demand(OffsetStore, () => FilePaths.Resolve(this, OffsetStore));
    }

    protected sealed override void ProcessRecord(B24Session session, long botId)
    {
        if (ShouldProcess($"Bot {botId} on {NameOf(session)}", Purpose))
        {
            loop ??= new EventLoop(this, Options(), Consumer) { MaxEvents = MaxEvents, Timeout = Timeout };
            Demand(botId, () => loop.Run(session, botId));
        }
    }

    private protected override void Release() => loop?.Dispose();

    private BotListenerOptions Options() => new()
    {
        OffsetStorePath = OffsetPath,
        Interval = Interval,
        ListenUri = ListenUri,
        ApplicationToken = Secret.FromSecureString(ApplicationToken),
        IncludeBots = IncludeBots,
        IncludeUserEvents = IncludeUserEvents,
    };
}
