using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Bitrix24.Imbot.Markdown;

/// <summary>Finds mentions such as <c>@ivan</c> in a text.</summary>
internal sealed class MentionParser : InlineParser
{
    private readonly IReadOnlyDictionary<string, MentionTarget> mentions;

    /// <summary>The known names that have several words. Longer names come first, so that @Anna Petrova isn't recognized as @Anna.</summary>
    private readonly string[] namesOfWords;

    public MentionParser(IReadOnlyDictionary<string, MentionTarget> mentions)
    {
        this.mentions = mentions;
        namesOfWords = [.. mentions.Keys.Where(name => !name.All(IsPartOfName)).OrderByDescending(name => name.Length)];
        OpeningCharacters = ['@'];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (IsPartOfName(slice.PeekCharExtra(-1)))
        {
            return false;
        }

        int start = slice.Start + 1;
        int end = EndOfNameOfWords(slice, start) ?? EndOfName(slice, start);
        string name = slice.Text.Substring(start, end - start);
        if (!mentions.TryGetValue(name, out MentionTarget? target))
        {
            return false;
        }

        processor.Inline = new MentionInline(target, name);
        slice.Start = end;
        return true;
    }

    private static int EndOfName(StringSlice slice, int start)
    {
        int end = start;
        while (end <= slice.End && IsPartOfName(slice.Text[end]))
        {
            end++;
        }

        // A period or dash at the end belongs to the sentence.
        while (end > start && slice.Text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private int? EndOfNameOfWords(StringSlice slice, int start)
    {
        foreach (string name in namesOfWords)
        {
            int end = start + name.Length;
            bool isWhole = end > slice.End || !(char.IsLetterOrDigit(slice.Text[end]) || slice.Text[end] == '_');
            if (end - 1 <= slice.End && isWhole && string.Compare(slice.Text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return end;
            }
        }

        return null;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';
}
