namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A line across.</summary>
internal sealed class RuleBlock : Block
{
    private const int FewestMarks = 3;

    /// <summary>Whether a line is one: three or more of the same of <c>*</c>, <c>-</c> and <c>_</c>, and blanks.</summary>
    public static bool Is(string line)
    {
        if (line.Length == 0 || line[0] is not ('*' or '-' or '_'))
        {
            return false;
        }

        int marks = 0;
        foreach (char character in line)
        {
            if (character == line[0])
            {
                marks++;
            }
            else if (character is not (' ' or '\t'))
            {
                return false;
            }
        }

        return marks >= FewestMarks;
    }
}
