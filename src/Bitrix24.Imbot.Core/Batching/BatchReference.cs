using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>What a portal replaces by earlier results in the values of a batch, <c>$result[key][member]</c> (docs/portal/limits-and-batch.md, "Batch references").</summary>
internal static class BatchReference
{
    private static readonly Regex Reference = new(
        @"\$(?:result|error|total|next|time)\w*\[([^\[\]]*)\](?:\[[^\[\]]*\])*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The keys to which a command's text refers.</summary>
    public static IEnumerable<string> KeysIn(string command) => command.IndexOf("%24", StringComparison.Ordinal) < 0
        ? []
        : Reference.Matches(Uri.UnescapeDataString(command)).Cast<Match>().Select(match => match.Groups[1].Value);

    /// <summary>The text with a blank in the place of each reference to one of these keys. Other texts of that form stay: they are not meant as references.</summary>
    public static string Without(string text, ICollection<string> keys) => text.IndexOf('$') < 0 || keys.Count == 0
        ? text
        : Reference.Replace(text, match => keys.Contains(match.Groups[1].Value) ? " " : match.Value);
}
