using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Formats text from other people for a prompt: in one line, of limited length, and without characters that control the terminal or change the text
/// direction. The views do the same (module/Bitrix24.Imbot.Format.ps1xml).
/// </summary>
internal static class OneLine
{
    private const int MaxLength = 200;

    /// <summary>
    /// Replaces each run of line breaks and control characters with a space, and removes direction marks. Text after 200 characters is replaced with
    /// an ellipsis. Null becomes an empty text.
    /// </summary>
    public static string From(string? text)
    {
        if (text is null)
        {
            return string.Empty;
        }

        if (text.Length <= MaxLength && !text.Any(character => ShownText.IsControl(character) || WritingDirection.IsMark(character)))
        {
            return text;
        }

        StringBuilder line = new();
        foreach (char character in text)
        {
            if (line.Length == MaxLength)
            {
                // Don't split a surrogate pair.
                return line.ToString(0, char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength) + "\u2026";
            }

            if (WritingDirection.IsMark(character))
            {
                continue;
            }

            if (!ShownText.IsControl(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
