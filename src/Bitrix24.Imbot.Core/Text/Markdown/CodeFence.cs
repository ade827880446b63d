namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Three or more backticks or tildes that begin a block of code.</summary>
/// <param name="Mark">The character.</param>
/// <param name="Length">How many.</param>
/// <param name="Indent">Blanks before it, which are taken from the lines of code as well.</param>
internal sealed record CodeFence(char Mark, int Length, int Indent)
{
    private const int FewestMarks = 3;

    public static CodeFence? At(string text, int indent)
    {
        char mark = text.Length == 0 ? '\0' : text[0];
        if (mark is not ('`' or '~'))
        {
            return null;
        }

        int length = RunLength(text, mark);
        bool isInlineCode = mark == '`' && text.IndexOf('`', length) >= 0;
        return length < FewestMarks || isInlineCode ? null : new CodeFence(mark, length, indent);
    }

    public bool IsClosedBy(string text)
    {
        int length = RunLength(text, Mark);
        return length >= Length && string.IsNullOrWhiteSpace(text.Substring(length));
    }

    private static int RunLength(string text, char mark)
    {
        int length = 0;
        while (length < text.Length && text[length] == mark)
        {
            length++;
        }

        return length;
    }
}
