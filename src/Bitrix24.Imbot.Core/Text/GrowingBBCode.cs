using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Prepares an incomplete text with BB codes for display: open codes are closed, and an incomplete code at the end is omitted until the rest arrives.
/// </summary>
public static class GrowingBBCode
{
    /// <summary>Longer than any code. A longer sequence is treated as text.</summary>
    private const int MaxHeldBack = 2000;

    /// <summary>Elements without a closing tag.</summary>
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal) { "br", "icon", "timestamp", "disk" };

    /// <summary>The beginning of an incomplete tag.</summary>
    private static readonly Regex HalfTag = new(@"\[/?(?<name>[a-z]*)(?<value>[ =][^\[\]\n]*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The text that can be displayed.</summary>
    /// <param name="text">The text so far.</param>
    public static string Complete(string text)
    {
        string shown = WithoutHalfTag(WithoutHalfCharacter(text));
        List<(string Name, int Start)> open = OpenIn(shown);
        int end = open
            .Where(element => BbSpans.DataElements.Contains(element.Name) && shown.Length - element.Start <= MaxHeldBack)
            .Select(element => element.Start)
            .DefaultIfEmpty(shown.Length)
            .First();
        IEnumerable<string> closing = Enumerable.Reverse(open)
            .Where(element => element.Start < end && !BbSpans.DataElements.Contains(element.Name))
            .Select(element => $"[/{element.Name}]");
        return shown.Substring(0, end) + string.Concat(closing);
    }

    /// <summary>Removes an unpaired high surrogate at the end.</summary>
    internal static string WithoutHalfCharacter(string text) =>
        text.Length > 0 && char.IsHighSurrogate(text[text.Length - 1]) ? text.Substring(0, text.Length - 1) : text;

    private static string WithoutHalfTag(string text)
    {
        int bracket = text.LastIndexOf('[');
        if (bracket < 0 || text.Length - bracket > MaxHeldBack || HalfTag.Match(text, bracket) is not { Success: true } half || half.Index != bracket)
        {
            return text;
        }

        string name = half.Groups["name"].Value;
        bool isTag = half.Groups["value"].Success
            ? Array.Exists(BbSpans.Names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            : Array.Exists(BbSpans.Names, known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return isTag ? text.Substring(0, bracket) : text;
    }

    /// <summary>Elements without a closing tag, in order of their opening tags.</summary>
    private static List<(string Name, int Start)> OpenIn(string text)
    {
        List<(string Name, int Start)> open = [];
        bool isInsideCode = false;
        foreach (Match tag in BbSpans.Tag.Matches(text))
        {
            string name = tag.Groups["name"].Value.ToLowerInvariant();
            bool isClosing = tag.Groups["close"].Success;
            if (Single.Contains(name) || (isInsideCode && !(isClosing && name == BbSpans.Code)))
            {
                continue;
            }

            if (!isClosing)
            {
                open.Add((name, tag.Index));
                isInsideCode = name == BbSpans.Code;
                continue;
            }

            int partner = open.FindLastIndex(element => element.Name == name);
            if (partner >= 0)
            {
                open.RemoveAt(partner);
                isInsideCode = false;
            }
        }

        return open;
    }
}
