using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Makes text from other people safe to show: no character controls the terminal or changes the direction of the text after it.</summary>
internal static class ShownText
{
    private static readonly Regex Piece = new(@"(?<color>\x1b\[[0-9;]*m)|((?!\x1b\[[0-9;]*m).)+", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>
    /// Keeps line breaks and tabs, replaces other control characters with a space, and removes direction marks. Null becomes an empty text.
    /// </summary>
    public static string From(string? text)
    {
        StringBuilder shown = new();
        for (int index = 0; index < text?.Length; index++)
        {
            if (IsHarmless(text, index))
            {
                shown.Append(text[index]);
            }
            else if (!IsDirectionMark(text[index]))
            {
                shown.Append(' ');
            }
        }

        return shown.ToString();
    }

    /// <summary>Like <see cref="From"/>, but keeps color sequences, for text that a script colors on purpose.</summary>
    public static string WithColors(string? text) => text is null || text.IndexOf('\u001b') < 0 ? From(text) : Piece.Replace(text, CleanPiece);

    /// <summary>
    /// Whether a character controls the terminal. A carriage return does, unless a line break follows: the text after it would overwrite the text
    /// before it.
    /// </summary>
    public static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    /// <summary>Marks that change the writing direction of the text after them. Letters of right-to-left scripts need no mark.</summary>
    public static bool IsDirectionMark(char character) =>
        character is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string CleanPiece(Match piece) => piece.Groups["color"].Success ? piece.Value : From(piece.Value);

    private static bool IsHarmless(string text, int index)
    {
        char character = text[index];
        return character is '\n' or '\t'
            || (character == '\r' && index + 1 < text.Length && text[index + 1] == '\n')
            || (!IsControl(character) && !IsDirectionMark(character));
    }
}
