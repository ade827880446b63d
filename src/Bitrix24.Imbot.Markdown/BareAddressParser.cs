using System.Net;
using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>
/// Finds web addresses in the middle of a text: each is one piece, whatever asterisks and underscores are in it. Markdig's own parser of them ends an address
/// differently from the messenger, and knows nothing of brackets.
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

        // The messenger ends a link in a text at a bracket: as a code of its own the whole address stays one.
        processor.Inline = hasBrackets && WebAddress.IsOne(decoded) ? new BareAddressInline(decoded) : new LiteralInline(decoded);
        slice.Start = end;
        return true;
    }

    private static bool IsPart(char character) => !char.IsWhiteSpace(character) && character is not ('<' or '>' or ']' or '`' or '\\');

    /// <summary>Where the bracket closes that opens here; null where it doesn't belong to the address: the text of a link, a number of a footnote.</summary>
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

        // In the host, brackets are those of an IP address.
        string before = text.Substring(hostStart, opening - hostStart);
        bool isInQuery = before.IndexOf('?') >= 0;
        bool isInPath = before.IndexOf('/') >= 0 && (char.IsLetterOrDigit(next) || next is '/' or '=' or '.' or '-' or '_');
        return isInQuery || isInPath ? closing : null;
    }

    /// <summary>Punctuation at the end belongs to the sentence; so does a parenthesis that the address doesn't open.</summary>
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
