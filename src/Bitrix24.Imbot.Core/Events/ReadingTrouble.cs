using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>A time in which a queue cannot be read: told once when it begins and once when it ends, with longer and longer pauses between the attempts.</summary>
internal sealed class ReadingTrouble
{
    /// <summary>Between two attempts at most; a portal that comes back is noticed within this time.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private readonly IClock clock;
    private readonly long botId;
    private int attempts;
    private TimeSpan since;

    public ReadingTrouble(IClock clock, long botId)
    {
        this.clock = clock;
        this.botId = botId;
    }

    /// <summary>Whether an error is of the network's or the portal's moment, and not of the session or the bot. A manual block is nothing to knock at again and again.</summary>
    public static bool MayPass(B24Exception exception) =>
        exception.Kind != ErrorKinds.PortalBlocked
        && (exception.Kind.Group is ErrorGroup.Connection or ErrorGroup.Timeout or ErrorGroup.Limit or ErrorGroup.Answer || exception.HttpStatus >= 500);

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(B24Exception exception, ICallObserver? observer, CancellationToken cancellation)
    {
        if (attempts == 0)
        {
            since = clock.Elapsed;
            observer?.Warn($"Events of bot {botId} cannot be read, and are tried again until they can: {exception.Message}");
        }

        TimeSpan pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, ShortestPause.Ticks << Math.Min(attempts, 5)));
        attempts++;
        observer?.Wait($"Events of bot {botId}: {exception.ErrorId}; trying again", pause);
        return clock.DelayAsync(pause, cancellation);
    }

    /// <summary>An attempt succeeded.</summary>
    public void Over(ICallObserver? observer)
    {
        if (attempts > 0)
        {
            observer?.Warn($"Events of bot {botId} are read again, after {(clock.Elapsed - since).TotalSeconds:0} s.");
            attempts = 0;
        }
    }
}
