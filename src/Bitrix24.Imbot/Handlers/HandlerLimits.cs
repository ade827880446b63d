namespace Bitrix24.Imbot.Handlers;

/// <summary>The time limit of a handler, and the token that is canceled when the bot stops regularly.</summary>
internal sealed record HandlerLimits(TimeSpan Timeout, CancellationToken Ending)
{
    /// <summary>The maximum grace period. By default, containers are killed ten seconds after SIGTERM.</summary>
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(10);

    /// <summary>The grace period of a handler when the bot is stopping.</summary>
    public TimeSpan Grace => Timeout < MaxGrace ? Timeout : MaxGrace;
}
