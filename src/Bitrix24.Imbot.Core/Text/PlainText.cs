using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Makes text from logs and people harmless, so that it is shown as it is written: no BB code acts, no line starts a command or a quotation.
/// The portal documents no way to do this. Here a zero-width space (U+200B) is put behind each <c>[</c>, inside <c>#BR#</c>, and
/// before a <c>/</c>, <c>&gt;&gt;</c> or <c>------</c> that begins a line; it is not seen, but is there when the text is copied.
/// This follows from what is known of the server (docs/portal/messages.md, "Text formatting", and docs/portal/commands.md, "Commands in a bot's own text") and was not verified on a portal.
/// </summary>
public static class PlainText
{
    /// <summary>What breaks a code apart.</summary>
    public const char Guard = '\u200B';

    private const string LineBreakCode = "#BR#";
    private static readonly string[] ActAtLineStart = ["/", ">>", "------"];

    /// <summary>The text with guards in it; null gives an empty text.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        StringBuilder guarded = new(text!.Length + 16);
        _ = Append(guarded, text, isLineStart: true);
        return guarded.ToString();
    }

    /// <summary>Adds the text with guards in it to another, and tells whether what comes next still begins a line.</summary>
    /// <param name="guarded">What it is added to.</param>
    /// <param name="text">The text.</param>
    /// <param name="isLineStart">Whether the text begins a line.</param>
    internal static bool Append(StringBuilder guarded, string text, bool isLineStart)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (isLineStart && ActsAt(text, index))
            {
                guarded.Append(Guard);
            }

            guarded.Append(character);
            if (character == '[' || IsLineBreakCode(text, index))
            {
                guarded.Append(Guard);
            }

            // Blanks at the beginning of a line are passed over: the portal cuts them from a message's ends.
            isLineStart = IsLineBreak(character) || (isLineStart && char.IsWhiteSpace(character));
        }

        return isLineStart;
    }

    /// <summary>The same for the beginning only, where a text was cut in the middle of a line.</summary>
    internal static string WithGuardedStart(string text)
    {
        int start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start < text.Length && ActsAt(text, start) ? text.Insert(start, Guard.ToString()) : text;
    }

    private static bool ActsAt(string text, int index) =>
        Array.Exists(ActAtLineStart, code => string.CompareOrdinal(text, index, code, 0, code.Length) == 0);

    private static bool IsLineBreakCode(string text, int index) =>
        string.Compare(text, index, LineBreakCode, 0, LineBreakCode.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';
}
