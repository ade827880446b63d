using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Parses a duration in a rule. Rules can be in a data file, which can't contain a TimeSpan, so text is accepted.</summary>
internal static class RuleTime
{
    /// <summary>More than any rule accepts, and less than TimeSpan.MaxValue.</summary>
    private const double MaxSeconds = 1e9;

    private static readonly Regex Form = new(@"^\s*(?<number>[0-9]+(\.[0-9]+)?)\s*(?<unit>[smhd]?)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Converts a TimeSpan, a number of seconds, or text such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>, and <c>01:30:00</c>; null for anything else.</summary>
    public static TimeSpan? TryRead(object? value) => value switch
    {
        TimeSpan time => time,
        byte or short or int or long or float or double or decimal => FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        string text => Parse(text),
        _ => null,
    };

    /// <summary>Gets the shortest text that <see cref="TryRead"/> accepts for this duration.</summary>
    public static string TextOf(TimeSpan time)
    {
        (double number, char unit) = time switch
        {
            _ when time.TotalSeconds % 86400 == 0 => (time.TotalDays, 'd'),
            _ when time.TotalSeconds % 3600 == 0 => (time.TotalHours, 'h'),
            _ when time.TotalSeconds % 60 == 0 => (time.TotalMinutes, 'm'),
            _ => (time.TotalSeconds, 's'),
        };
        return number.ToString("0.#######", CultureInfo.InvariantCulture) + unit;
    }

    private static TimeSpan? Parse(string text)
    {
        Match match = Form.Match(text);
        if (!match.Success)
        {
            return text.IndexOf(':') >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time : null;
        }

        double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return FromSeconds(number * match.Groups["unit"].Value.ToUpperInvariant() switch { "D" => 86400, "H" => 3600, "M" => 60, _ => 1 });
    }

    private static TimeSpan? FromSeconds(double seconds) => seconds is >= -MaxSeconds and <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
