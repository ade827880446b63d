using System.Net;
using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>
/// Finds URLs in a text and keeps each in one piece, including asterisks and underscores. Markdig's own parser ends URLs differently from the
/// messenger and doesn't support brackets.
/// </summary>
internal sealed class BareAddressParser : InlineParser
{
    private static readonly string[] Starts = ["https://", "http://", "www."];

    public BareAddressParser()
    {
        OpeningCharacters = ['h', 'H', 'w', 'W'];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        string text = slice.Text;
        int place = slice.Start;
        int length = slice.End + 1;
        if (char.IsLetterOrDigit(slice.PeekCharExtra(-1))
            || Array.Find(Starts, start => string.Compare(text, place, start, 0, start.Length, StringComparison.OrdinalIgnoreCase) == 0) is not { } begun
            || place + begun.Length > length)
        {
            return false;
        }

        int hostStart = place + begun.Length;
        int end = hostStart;
        bool hasBrackets = false;
        while (end < length && IsPart(text[end]))
        {
            if (text[end] == '[')
            {
                if (EndOfBrackets(text, length, hostStart, end) is not { } closing)
                {
                    break;
                }

                hasBrackets = true;
                end = closing;
            }

            end++;
        }

        end = WithoutPunctuation(text, hostStart, end);
        string address = text.Substring(place, end - place);
        string decoded = WebUtility.HtmlDecode(address) is var plain && plain.Any(char.IsControl) ? address : plain;

        // The messenger ends a plain link at a bracket. In a BB code, the URL stays complete.
        processor.Inline = hasBrackets && WebAddress.IsOne(decoded) ? new BareAddressInline(decoded) : new LiteralInline(decoded);
        slice.Start = end;
        return true;
    }

    private static bool IsPart(char character) => !char.IsWhiteSpace(character) && character is not ('<' or '>' or ']' or '`' or '\\');

    /// <summary>
    /// Gets the position of the closing bracket. Returns null if the brackets don't belong to the URL, as for the text of a link or a footnote
    /// number.
    /// </summary>
    private static int? EndOfBrackets(string text, int length, int hostStart, int opening)
    {
        int closing = opening + 1;
        while (closing < length && IsPart(text[closing]) && text[closing] != '[')
        {
            closing++;
        }

        char next = closing + 1 < length ? text[closing + 1] : '\n';
        if (closing >= length || text[closing] != ']' || next is '(' or ':')
        {
            return null;
        }

        // Brackets in the host belong to an IP address.
        string before = text.Substring(hostStart, opening - hostStart);
        bool isInQuery = before.IndexOf('?') >= 0;
        bool isInPath = before.IndexOf('/') >= 0 && (char.IsLetterOrDigit(next) || next is '/' or '=' or '.' or '-' or '_');
        return isInQuery || isInPath ? closing : null;
    }

    /// <summary>Excludes punctuation at the end, which belongs to the sentence, and a closing parenthesis that the URL doesn't open.</summary>
    private static int WithoutPunctuation(string text, int start, int end)
    {
        int unopened = 0;
        for (int index = start; index < end; index++)
        {
            unopened += text[index] == ')' ? 1 : text[index] == '(' ? -1 : 0;
        }

        while (end > start)
        {
            if (text[end - 1] == ')' && unopened > 0)
            {
                unopened--;
            }
            else if (text[end - 1] is not ('?' or '!' or '.' or ',' or ':' or ';' or '*' or '_' or '~' or '\'' or '"'))
            {
                break;
            }

            end--;
        }

        return end;
    }
}
