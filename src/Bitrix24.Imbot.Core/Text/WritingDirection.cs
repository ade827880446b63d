namespace Bitrix24.Imbot.Core.Text;

/// <summary>Characters that change the writing direction of the text after them, even beyond their own text.</summary>
internal static class WritingDirection
{
    /// <summary>
    /// Whether a character is a direction mark, embedding, override, or isolate. Letters of right-to-left scripts need none of these.
    /// </summary>
    public static bool IsMark(char character) => ShownText.IsDirectionMark(character);
}
