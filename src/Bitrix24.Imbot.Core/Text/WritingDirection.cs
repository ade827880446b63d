using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Marks that turn the direction of writing for what follows them, also behind the text in which they stand.</summary>
internal static class WritingDirection
{
    /// <summary>Whether a character is one of those marks, embeddings, overrides and isolates. Letters of right-to-left scripts are not: they need no mark.</summary>
    public static bool IsMark(char character) => ShownText.IsDirectionMark(character);
}
