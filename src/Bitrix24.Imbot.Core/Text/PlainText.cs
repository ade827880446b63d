using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Escapes text from logs and people so that it is displayed unchanged: no BB code is active, and no line starts a command or a quotation. The portal
/// documents no way to do this. A zero-width space (U+200B) is inserted after each <c>[</c>, inside <c>#BR#</c>, and before <c>/</c>,
/// <c>&gt;&gt;</c>, or <c>------</c> at the beginning of a line. It is invisible, but is copied with the text. This is based on what is known about
/// the server (docs/portal/messages.md, "Text formatting", and docs/portal/commands.md, "Commands in a bot's own text"). Not verified against a real
/// portal.
/// </summary>
public static class PlainText
{
    /// <summary>The character that disables a code.</summary>
    public const char Guard = '\u200B';

    private const string LineBreakCode = "#BR#";
    private static readonly string[] ActAtLineStart = ["/", ">>", "------"];

    /// <summary>Escapes a text. Null returns an empty text.</summary>
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

    /// <summary>Appends an escaped text. Returns whether the text after it still begins a line.</summary>
    /// <param name="guarded">The destination.</param>
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

            // Skip leading white space, because the portal trims messages.
            isLineStart = IsLineBreak(character) || (isLineStart && char.IsWhiteSpace(character));
        }

        return isLineStart;
    }

    /// <summary>Escapes only the beginning, for a text that was split in the middle of a line.</summary>
    internal static string WithGuardedStart(string text)
    {
        int start = text.Length - text.TrimStart().Length;
        return start < text.Length && ActsAt(text, start) ? text.Insert(start, Guard.ToString()) : text;
    }

    private static bool ActsAt(string text, int index) =>
        Array.Exists(ActAtLineStart, code => string.CompareOrdinal(text, index, code, 0, code.Length) == 0);

    private static bool IsLineBreakCode(string text, int index) =>
        string.Compare(text, index, LineBreakCode, 0, LineBreakCode.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';
}
