using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// A text with BB codes of which the end is still missing, as it can be shown meanwhile: codes that are open are closed, and what would be half a code is left out
/// until the rest of it is there.
/// </summary>
public static class GrowingBBCode
{
    /// <summary>Longer than any code; what goes on beyond that is text.</summary>
    private const int MaxHeldBack = 2000;

    /// <summary>Elements without an end.</summary>
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal) { "br", "icon", "timestamp", "disk" };

    /// <summary>The beginning of a tag that is not complete.</summary>
    private static readonly Regex HalfTag = new(@"\[/?(?<name>[a-z]*)(?<value>[ =][^\[\]\n]*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The text as it can be shown.</summary>
    /// <param name="text">What is there so far.</param>
    public static string Complete(string text)
    {
        string shown = WithoutHalfTag(WithoutHalfCharacter(text));
        List<(string Name, int Start)> open = OpenIn(shown);
        int end = shown.Length;
        foreach ((string name, int start) in open)
        {
            if (BbSpans.DataElements.Contains(name) && shown.Length - start <= MaxHeldBack)
            {
                end = start;
                break;
            }
        }

        StringBuilder closed = new(shown, 0, end, end + 64);
        for (int index = open.Count - 1; index >= 0; index--)
        {
            if (open[index].Start < end && !BbSpans.DataElements.Contains(open[index].Name))
            {
                closed.Append($"[/{open[index].Name}]");
            }
        }

        return closed.ToString();
    }

    /// <summary>The text without the first half of a character outside the basic plane at its end.</summary>
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

    /// <summary>Elements that begin and don't end, in the order in which they begin.</summary>
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
