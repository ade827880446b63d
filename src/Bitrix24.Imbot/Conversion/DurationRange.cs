using System.Globalization;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// The range of a duration parameter. Each parameter has a minimum, because a number in a <c>[timespan]</c> variable counts ticks (100 nanoseconds) and would end a
/// bot immediately without an error.
/// </summary>
internal sealed class DurationRange(TimeSpan minimum, TimeSpan maximum, string shown)
{
    /// <summary>The timeout for events or an answer. Numbers up to eleven days in seconds are below the minimum if they are used as ticks. The maximum is that of timers.</summary>
    public static readonly DurationRange Timeout = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(24), "0.1 seconds to 24 days");

    /// <summary>The polling interval.</summary>
    public static readonly DurationRange Interval = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), "1 second to 1 hour");

    /// <summary>The timeout of a handler, or of a question of a function.</summary>
    public static readonly DurationRange HandlerTimeout = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), "1 second to 24 hours");

    /// <summary>The duration of an input action.</summary>
    public static readonly DurationRange InputAction = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600), "1 to 600 seconds");

    /// <summary>Throws for a duration outside the range. Null is valid.</summary>
    public void Require(string parameter, TimeSpan? value)
    {
        if (value is not { } given || (given >= minimum && given <= maximum))
        {
            return;
        }

        string seconds = given.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
        string hint = given > TimeSpan.Zero && given < minimum
            ? $" A whole number that is converted to [timespan] counts ticks. Specify the number without a conversion, or [timespan]::FromSeconds({given.Ticks.ToString(CultureInfo.InvariantCulture)})."
            : string.Empty;
        throw PortalErrors.DurationInvalid.With($"The value of -{parameter} is {seconds} seconds. Specify {shown} as a number of seconds or a TimeSpan.{hint}");
    }
}
