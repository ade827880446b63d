using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Limits how often one person can run one function within a sliding time window.</summary>
internal sealed record CallLimit(int Calls, TimeSpan Within)
{
    public const int MaxCalls = 10_000;

    public static readonly TimeSpan MinWithin = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan MaxWithin = TimeSpan.FromDays(31);

    private static readonly Regex Form = new(@"^\s*(?<calls>[0-9]{1,9})\s*/\s*(?<within>\S.*?)\s*$", RegexOptions.CultureInvariant);

    /// <summary>Parses <c>5/1h</c> or <c>5/h</c>; returns null for anything else.</summary>
    public static CallLimit? TryParse(string text)
    {
        Match match = Form.Match(text);
        if (!match.Success)
        {
            return null;
        }

        string within = match.Groups["within"].Value;
        TimeSpan? time = RuleTime.TryRead(char.IsLetter(within[0]) ? "1" + within : within);
        return time is null ? null : new CallLimit(int.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture), time.Value);
    }

    public bool IsInRange => Calls is >= 1 and <= MaxCalls && Within >= MinWithin && Within <= MaxWithin;

    public override string ToString() => $"{Calls.ToString(CultureInfo.InvariantCulture)}/{RuleTime.TextOf(Within)}";
}
