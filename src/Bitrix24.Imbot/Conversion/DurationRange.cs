using System.Globalization;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// How long a time parameter may be. Every one has a minimum: a number that was put into a <c>[timespan]</c> variable counts ticks, ten million a second, and
/// would end a bot at once without a word.
/// </summary>
internal sealed class DurationRange
{
    /// <summary>Waiting for events or for an answer. As ticks, up to eleven days in seconds lie below the minimum. Timers end at the maximum.</summary>
    public static readonly DurationRange Timeout = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(24), "0.1 seconds to 24 days");

    /// <summary>The pause between two looks at the queue.</summary>
    public static readonly DurationRange Interval = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), "1 second to 1 hour");

    /// <summary>The time of a handler.</summary>
    public static readonly DurationRange HandlerTimeout = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), "1 second to 24 hours");

    /// <summary>How long a question of a function waits for its answer.</summary>
    public static readonly DurationRange AnswerTimeout = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), "1 second to 24 hours");

    /// <summary>How long an input action is shown.</summary>
    public static readonly DurationRange InputAction = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600), "1 to 600 seconds");

    private readonly TimeSpan minimum;
    private readonly TimeSpan maximum;
    private readonly string shown;

    private DurationRange(TimeSpan minimum, TimeSpan maximum, string shown)
    {
        this.minimum = minimum;
        this.maximum = maximum;
        this.shown = shown;
    }

    /// <summary>Refuses a time outside the range; null is fine.</summary>
    /// <param name="parameter">Name of the parameter.</param>
    /// <param name="value">What was given.</param>
    /// <exception cref="B24Exception"><see cref="PortalErrors.DurationInvalid"/>.</exception>
    public bool Require(string parameter, TimeSpan? value)
    {
        if (value is not { } given || (given >= minimum && given <= maximum))
        {
            return true;
        }

        string seconds = given.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
        string hint = given > TimeSpan.Zero && given < minimum
            ? $" A [timespan] made of a whole number counts ticks: pass the number itself, or [timespan]::FromSeconds({given.Ticks.ToString(CultureInfo.InvariantCulture)})."
            : string.Empty;
        throw PortalErrors.DurationInvalid.With($"-{parameter} is {seconds} seconds. It can be {shown}, as a number of seconds or as a TimeSpan.{hint}");
    }
}
