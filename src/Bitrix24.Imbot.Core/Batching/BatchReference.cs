using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// References that a portal replaces with earlier results in a batch, <c>$result[key][member]</c>
/// (docs/portal/limits-and-batch.md, "Batch references").
/// </summary>
internal static class BatchReference
{
    private static readonly Regex Reference = new(
        @"\$(?:result|error|total|next|time)\w*\[([^\[\]]*)\](?:\[[^\[\]]*\])*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The keys that a command's text refers to.</summary>
    public static IEnumerable<string> KeysIn(string command) =>
        Reference.Matches(Uri.UnescapeDataString(command)).Cast<Match>().Select(match => match.Groups[1].Value);

    /// <summary>Replaces each reference to one of these keys with a space. Other texts of this form aren't meant as references and stay.</summary>
    public static string Without(string text, ICollection<string> keys) =>
        Reference.Replace(text, match => keys.Contains(match.Groups[1].Value) ? " " : match.Value);
}
