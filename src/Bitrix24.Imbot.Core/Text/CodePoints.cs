namespace Bitrix24.Imbot.Core.Text;

/// <summary>Counts text in code points, as a portal does, and not in UTF-16 units (docs/portal/messages.md, "Text").</summary>
internal static class CodePoints
{
    /// <summary>Number of code points. An unpaired surrogate counts as one.</summary>
    public static int Count(string text) => Count(text, 0, text.Length);

    /// <summary>Number of code points in a part of a text.</summary>
    public static int Count(string text, int start, int end)
    {
        int count = end - start;
        for (int index = start + 1; index < end; index++)
        {
            if (char.IsSurrogatePair(text[index - 1], text[index]))
            {
                count--;
            }
        }

        return count;
    }
}
