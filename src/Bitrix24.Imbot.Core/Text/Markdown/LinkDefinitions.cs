using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Addresses that a text defines under a label, such as <c>[docs]: https://example.com</c>.</summary>
internal sealed class LinkDefinitions
{
    private const int LongestLabel = 999;
    private readonly Dictionary<string, string> addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a label; null where it is not defined.</summary>
    public string? Find(string text, int start, int end) => addresses.Count > 0 && end - start <= LongestLabel
        && addresses.TryGetValue(Normalized(text, start, end), out string? address) ? address : null;

    /// <summary>Takes the definitions from the beginning of a paragraph and returns what is left.</summary>
    public string TakeFrom(string text)
    {
        int start = 0;
        while (start < text.Length && TakeOne(text, start) is { } end)
        {
            start = end;
        }

        return start == 0 ? text : text.Substring(start);
    }

    private int? TakeOne(string text, int start)
    {
        int labelEnd = EndOfLabel(text, start);
        if (labelEnd < 0 || labelEnd + 1 >= text.Length || text[labelEnd + 1] != ':')
        {
            return null;
        }

        string label = Normalized(text, start + 1, labelEnd);
        if (label.Length == 0 || LinkTarget.AddressAt(text, LinkTarget.PastBlanks(text, labelEnd + 2)) is not { } address)
        {
            return null;
        }

        // A title that does not end its line is none; then the definition ends with the address, if that ends its line.
        int? end = EndOfLine(text, address.End);
        int titleStart = LinkTarget.PastBlanks(text, address.End);
        if (titleStart > address.End && LinkTarget.EndOfTitle(text, titleStart) is { } titleEnd)
        {
            end = EndOfLine(text, titleEnd) ?? end;
        }

        if (end is not null && !addresses.ContainsKey(label))
        {
            addresses.Add(label, address.Value);
        }

        return end;
    }

    private static int EndOfLabel(string text, int start)
    {
        if (text[start] != '[')
        {
            return -1;
        }

        for (int index = start + 1; index < text.Length && index - start <= LongestLabel; index++)
        {
            switch (text[index])
            {
                case '\\':
                    index++;
                    break;
                case '[':
                    return -1;
                case ']':
                    return index;
            }
        }

        return -1;
    }

    /// <summary>Where the next line begins, when nothing but blanks is left of this one.</summary>
    private static int? EndOfLine(string text, int start)
    {
        int index = start;
        while (index < text.Length && text[index] is ' ' or '\t')
        {
            index++;
        }

        return index == text.Length ? index : text[index] == '\n' ? index + 1 : null;
    }

    /// <summary>Labels are the same when they differ in blanks and letter case only.</summary>
    private static string Normalized(string text, int start, int end)
    {
        StringBuilder label = new(end - start);
        for (int index = start; index < end; index++)
        {
            if (!char.IsWhiteSpace(text[index]))
            {
                label.Append(text[index]);
            }
            else if (label.Length > 0 && label[label.Length - 1] != ' ')
            {
                label.Append(' ');
            }
        }

        return label.ToString().TrimEnd();
    }
}
