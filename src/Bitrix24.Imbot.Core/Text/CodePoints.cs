namespace Bitrix24.Imbot.Core.Text;

/// <summary>Text in code points, as a portal counts it, and not in UTF-16 units (docs/portal/messages.md, "Text").</summary>
internal static class CodePoints
{
    /// <summary>Number of code points; half a surrogate pair counts as one.</summary>
    public static int Count(string text) => Count(text, 0, text.Length);

    /// <summary>The same for a stretch of a text.</summary>
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
