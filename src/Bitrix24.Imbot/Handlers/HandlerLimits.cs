namespace Bitrix24.Imbot.Handlers;

/// <summary>How long a handler may run.</summary>
/// <param name="Timeout">The longest time of one run.</param>
/// <param name="Ending">Cancelled when the bot ends at a regular moment.</param>
internal sealed record HandlerLimits(TimeSpan Timeout, CancellationToken Ending)
{
    /// <summary>How long a handler may go on when the bot ends. Containers are killed ten seconds after they were asked to end, unless they are told otherwise.</summary>
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(10);

    /// <summary>How long a handler may go on when the bot ends.</summary>
    public TimeSpan Grace => Timeout < MaxGrace ? Timeout : MaxGrace;
}
