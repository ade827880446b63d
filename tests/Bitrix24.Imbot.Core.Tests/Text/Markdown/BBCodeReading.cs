using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Tests.Text.Markdown;

/// <summary>Reads BB code like the messenger, to check converted text.</summary>
internal static partial class BBCodeReading
{
    private static readonly string[] OnlyTheLook = ["b", "i", "s", "size", "url", "code"];

    /// <summary>The first defect of a text in which only formatting and links to web addresses may be active, or null.</summary>
    public static string? Defect(string text, params string[] alsoAllowed)
    {
        Stack<string> open = new();
        foreach (Match tag in Tag().Matches(text))
        {
            string name = tag.Groups["name"].Value.ToLowerInvariant();
            bool isClosing = tag.Groups["close"].Success;
            if (open.Count > 0 && open.Peek() == "code" && !(isClosing && name == "code"))
            {
                // Formatting is harmless there. Active codes aren't, because a client could still interpret them.
                if (!Harmless().IsMatch(name))
                {
                    return $"{tag.Value} inside code";
                }

                continue;
            }

            if (!OnlyTheLook.Contains(name) && !alsoAllowed.Contains(name))
            {
                return $"{tag.Value} acts";
            }

            if (name == "url" && !isClosing && !tag.Groups["value"].Value.StartsWith("=http", StringComparison.OrdinalIgnoreCase))
            {
                return $"{tag.Value} leads elsewhere";
            }

            if (!isClosing)
            {
                open.Push(name);
            }
            else if (open.Count == 0 || open.Pop() != name)
            {
                return $"{tag.Value} ends nothing";
            }
        }

        return open.Count > 0 ? $"{open.Peek()} is not ended"
            : Acting().Match(text) is { Success: true } acting ? $"{acting.Value} acts"
            : Acting().Match(Tag().Replace(text, string.Empty).Trim()) is { Success: true } uncovered ? $"{uncovered.Value} acts without codes"
            : null;
    }

    /// <summary>All codes of the messenger (docs/portal/messages.md, "Text formatting"), with or without a value.</summary>
    [GeneratedRegex(@"\[(?<close>/)?(?<name>b|i|u|s|size|color|url|user|chat|context|code|img|icon|put|send|call|timestamp|disk|br)(?<value>[ =][^\]]*)?\]", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(b|i|u|s|size|color)$")]
    private static partial Regex Harmless();

    /// <summary>A line that starts a command, and the portal's own line break.</summary>
    [GeneratedRegex(@"^[^\S\n]*/.*|#BR#", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Acting();

    /// <summary>Without guards.</summary>
    public static string Unguarded(string text) => text.Replace(PlainText.Guard.ToString(), string.Empty, StringComparison.Ordinal);
}
