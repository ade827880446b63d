using System.Text;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Texts of other people as they are shown at a prompt: in one line, not endless, and without characters that would act on the terminal or turn what stands behind them. The views do the same (module/Bitrix24.Imbot.Format.ps1xml).</summary>
internal static class OneLine
{
    private const int MaxLength = 200;

    /// <summary>The text (none for null) with a blank for each run of line breaks and control characters, and without marks of direction; what is longer than 200 characters ends with an ellipsis.</summary>
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
                // Not between the halves of one character.
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
