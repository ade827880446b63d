using System.Net;
using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Reads what stands behind the text of a link: <c>(address "title")</c>.</summary>
internal static class LinkTarget
{
    /// <summary>Parentheses in an address, one in another; more are no address.</summary>
    private const int DeepestParentheses = 32;

    /// <summary>The address in parentheses that begin here, and where they end; null where this is no target of a link.</summary>
    public static (string Value, int End)? InParentheses(string text, int start)
    {
        if (start >= text.Length || text[start] != '(')
        {
            return null;
        }

        int place = PastBlanks(text, start + 1);
        (string Value, int End) address = (string.Empty, place);
        if (place < text.Length && text[place] != ')')
        {
            if (AddressAt(text, place) is not { } found)
            {
                return null;
            }

            address = found;
            place = PastBlanks(text, found.End);
            if (place > found.End && EndOfTitle(text, place) is { } titleEnd)
            {
                place = PastBlanks(text, titleEnd);
            }
        }

        return place < text.Length && text[place] == ')' ? (address.Value, place + 1) : null;
    }

    /// <summary>An address, and where it ends.</summary>
    public static (string Value, int End)? AddressAt(string text, int start)
    {
        if (start >= text.Length)
        {
            return null;
        }

        return text[start] == '<' ? InAngles(text, start) : Bare(text, start);
    }

    /// <summary>Where a title that begins here ends: text in quotes of either kind or in parentheses.</summary>
    public static int? EndOfTitle(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('"' or '\'' or '('))
        {
            return null;
        }

        char closing = text[start] == '(' ? ')' : text[start];
        for (int index = start + 1; index < text.Length; index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == closing)
            {
                return index + 1;
            }
            else if (text[index] == '(' && closing == ')')
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Passes blanks and at most one line break.</summary>
    public static int PastBlanks(string text, int start)
    {
        bool hasBreak = false;
        int index = start;
        for (; index < text.Length; index++)
        {
            if (text[index] == '\n')
            {
                if (hasBreak)
                {
                    break;
                }

                hasBreak = true;
            }
            else if (text[index] is not (' ' or '\t'))
            {
                break;
            }
        }

        return index;
    }

    private static (string Value, int End)? InAngles(string text, int start)
    {
        for (int index = start + 1; index < text.Length && text[index] is not ('\n' or '<'); index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == '>')
            {
                return (Unescaped(text, start + 1, index), index + 1);
            }
        }

        return null;
    }

    private static (string Value, int End)? Bare(string text, int start)
    {
        int depth = 0;
        int index = start;
        for (; index < text.Length && text[index] > ' ' && text[index] != '\u007F'; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && IsPunctuation(text[index + 1]))
            {
                index++;
            }
            else if (text[index] == '(' && ++depth > DeepestParentheses)
            {
                return null;
            }
            else if (text[index] == ')' && --depth < 0)
            {
                break;
            }
        }

        return index == start || depth > 0 ? null : (Unescaped(text, start, index), index);
    }

    /// <summary>Without backslashes before punctuation, and with docs/portal/chats.md, "Chat object" decoded.</summary>
    private static string Unescaped(string text, int start, int end)
    {
        StringBuilder address = new(end - start);
        for (int index = start; index < end; index++)
        {
            if (text[index] == '\\' && index + 1 < end && IsPunctuation(text[index + 1]))
            {
                index++;
            }

            address.Append(text[index]);
        }

        return WebUtility.HtmlDecode(address.ToString());
    }

    /// <summary>ASCII punctuation: what a backslash can stand before.</summary>
    internal static bool IsPunctuation(char character) =>
        character is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');
}
