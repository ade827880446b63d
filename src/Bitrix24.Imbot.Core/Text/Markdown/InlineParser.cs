using System.Net;
using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Finds what stands inside a paragraph, a heading or a cell: emphasis, code, links, addresses and mentions, as CommonMark and GFM describe
/// them. HTML is text, except comments, which are left out, and line breaks.
/// </summary>
internal sealed class InlineParser
{
    private const int LongestEntity = 32;
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";
    private static readonly string[] WebAddressStarts = ["https://", "http://", "www."];
    private static readonly string[] LineBreakTags = ["<br>", "<br/>", "<br />"];

    private readonly string text;
    private readonly LinkDefinitions definitions;
    private readonly MarkdownOptions options;
    private readonly List<InlineToken> tokens = [];
    private readonly StringBuilder plain = new();
    private readonly DelimiterStack delimiters = new();
    private readonly BracketStack brackets = new();

    /// <summary>Where the last run of so many backticks begins.</summary>
    private Dictionary<int, int>? lastBackticks;

    /// <summary>Where the last end of a comment is; asked once, or many beginnings without an end would each look for it.</summary>
    private readonly int lastCommentEnd;
    private int place;

    private InlineParser(string text, LinkDefinitions definitions, MarkdownOptions options)
    {
        this.text = text;
        this.definitions = definitions;
        this.options = options;
        lastCommentEnd = text.LastIndexOf(CommentEnd, StringComparison.Ordinal);
    }

    public static IReadOnlyList<InlineToken> Parse(string text, LinkDefinitions definitions, MarkdownOptions options)
    {
        InlineParser parser = new(text.TrimEnd(), definitions, options);
        while (parser.place < parser.text.Length)
        {
            parser.TakeOne();
        }

        parser.EndPlain();
        parser.delimiters.Match(0);
        return parser.tokens;
    }

    private void TakeOne()
    {
        switch (text[place])
        {
            case '\\':
                TakeEscape();
                break;
            case '\n':
                TakeBreak();
                break;
            case '`':
                TakeCode();
                break;
            case '*' or '_' or '~':
                TakeDelimiter();
                break;
            case '!' when CharacterAt(place + 1) == '[':
                OpenBracket("![");
                break;
            case '[':
                OpenBracket("[");
                break;
            case ']':
                CloseBracket();
                break;
            case '<' when TakesAngle():
            case '&' when TakesEntity():
            case '@' when TakesMention():
            case 'h' or 'H' or 'w' or 'W' when TakesWebAddress():
                break;
            default:
                plain.Append(text[place]);
                place++;
                break;
        }
    }

    private char CharacterAt(int index) => index >= 0 && index < text.Length ? text[index] : '\n';

    private void EndPlain()
    {
        if (plain.Length > 0)
        {
            tokens.Add(new TextToken(plain.ToString()));
            plain.Clear();
        }
    }

    private void Add(InlineToken token)
    {
        EndPlain();
        tokens.Add(token);
    }

    private void TakeEscape()
    {
        char next = CharacterAt(place + 1);
        if (next == '\n' && place + 1 < text.Length)
        {
            place++;
            return;
        }

        bool isEscape = LinkTarget.IsPunctuation(next);
        plain.Append(isEscape ? next : '\\');
        place += isEscape ? 2 : 1;
    }

    private void TakeBreak()
    {
        while (plain.Length > 0 && plain[plain.Length - 1] is ' ' or '\t')
        {
            plain.Length--;
        }

        Add(new BreakToken());
        place++;
    }

    private void TakeCode()
    {
        int length = RunLength(place);
        lastBackticks ??= LastBackticks();
        if (!lastBackticks.TryGetValue(length, out int last) || last <= place)
        {
            plain.Append('`', length);
            place += length;
            return;
        }

        int start = place + length;
        int end = text.IndexOf('`', start);
        while (RunLength(end) is int other && other != length)
        {
            end = text.IndexOf('`', end + other);
        }

        Add(new CodeToken(Code(start, end)));
        place = end + length;
    }

    /// <summary>Line breaks are blanks there, and one blank on each side only keeps backticks apart.</summary>
    private string Code(int start, int end)
    {
        string code = text.Substring(start, end - start).Replace('\n', ' ');
        bool isSpaced = code.Length > 2 && code[0] == ' ' && code[code.Length - 1] == ' ' && !string.IsNullOrWhiteSpace(code);
        return isSpaced ? code.Substring(1, code.Length - 2) : code;
    }

    private Dictionary<int, int> LastBackticks()
    {
        Dictionary<int, int> last = [];
        for (int index = text.IndexOf('`'); index >= 0;)
        {
            int length = RunLength(index);
            last[length] = index;
            index = text.IndexOf('`', index + length);
        }

        return last;
    }

    private int RunLength(int start)
    {
        int end = start;
        while (end < text.Length && text[end] == text[start])
        {
            end++;
        }

        return end - start;
    }

    private void TakeDelimiter()
    {
        char mark = text[place];
        int length = RunLength(place);
        if (mark == '~' && length != 2)
        {
            plain.Append(mark, length);
            place += length;
            return;
        }

        char before = CharacterAt(place - 1);
        char after = CharacterAt(place + length);
        bool isLeft = !char.IsWhiteSpace(after) && (!IsPunctuation(after) || char.IsWhiteSpace(before) || IsPunctuation(before));
        bool isRight = !char.IsWhiteSpace(before) && (!IsPunctuation(before) || char.IsWhiteSpace(after) || IsPunctuation(after));
        bool isUnderscore = mark == '_';
        DelimiterToken run = new(
            mark,
            length,
            isLeft && (!isUnderscore || !isRight || IsPunctuation(before)),
            isRight && (!isUnderscore || !isLeft || IsPunctuation(after)));
        Add(run);
        delimiters.Push(run);
        place += length;
    }

    private static bool IsPunctuation(char character) => char.IsPunctuation(character) || char.IsSymbol(character);

    private void OpenBracket(string mark)
    {
        EndPlain();
        brackets.Push(new OpenBracket(tokens.Count, delimiters.Count, place + mark.Length, mark.Length == 2));
        tokens.Add(new TextToken(mark));
        place += mark.Length;
    }

    private void CloseBracket()
    {
        int end = place;
        place++;
        OpenBracket? opening = brackets.Pop();
        if (opening is null || !opening.CanBeLink || TargetOf(opening, end) is not { } target)
        {
            plain.Append(']');
            return;
        }

        EndPlain();
        delimiters.Match(opening.Delimiter);
        tokens[opening.Token] = new LinkStartToken(target.Value, opening.IsImage);
        tokens.Add(new LinkEndToken());
        place = target.End;
        if (!opening.IsImage)
        {
            brackets.ForbidLinksAround();
        }
    }

    /// <summary>Where the link leads: told in parentheses, or by the label of a definition.</summary>
    private (string Value, int End)? TargetOf(OpenBracket opening, int end)
    {
        if (LinkTarget.InParentheses(text, end + 1) is { } target)
        {
            return target;
        }

        bool hasLabel = CharacterAt(end + 1) == '[';
        int labelEnd = hasLabel ? text.IndexOf(']', end + 2) : -1;
        if (labelEnd > end + 2)
        {
            return definitions.Find(text, end + 2, labelEnd) is { } named ? (named, labelEnd + 1) : null;
        }

        // [text][] and [text]: the text is the label, which has no brackets in it.
        return !opening.HasInner && definitions.Find(text, opening.TextStart, end) is { } address
            ? (address, labelEnd == end + 2 ? end + 3 : end + 1)
            : null;
    }

    private bool TakesAngle()
    {
        if (string.CompareOrdinal(text, place, CommentStart, 0, CommentStart.Length) == 0)
        {
            return TakesComment();
        }

        foreach (string tag in LineBreakTags)
        {
            if (string.Compare(text, place, tag, 0, tag.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                Add(new BreakToken());
                place += tag.Length;
                return true;
            }
        }

        int end = place + 1;
        while (end < text.Length && text[end] > ' ' && text[end] is not ('<' or '>'))
        {
            end++;
        }

        if (CharacterAt(end) != '>' || !WebAddress.IsOne(text.Substring(place + 1, end - place - 1)))
        {
            return false;
        }

        Add(new AddressToken(text.Substring(place + 1, end - place - 1)));
        place = end + 1;
        return true;
    }

    private bool TakesComment()
    {
        int end = place > lastCommentEnd ? -1 : text.IndexOf(CommentEnd, place + CommentStart.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        place = end + CommentEnd.Length;
        return true;
    }

    private bool TakesEntity()
    {
        int end = text.IndexOf(';', place, Math.Min(LongestEntity, text.Length - place));
        if (end < 0)
        {
            return false;
        }

        string entity = text.Substring(place, end + 1 - place);
        string decoded = WebUtility.HtmlDecode(entity);
        if (decoded == entity)
        {
            return false;
        }

        plain.Append(decoded.Any(char.IsControl) ? " " : decoded);
        place = end + 1;
        return true;
    }

    private bool TakesMention()
    {
        if (options.Mentions.Count == 0 || IsPartOfName(CharacterAt(place - 1)))
        {
            return false;
        }

        int end = EndOfNameOfWords() ?? EndOfName();
        string name = text.Substring(place + 1, end - place - 1);
        if (!options.Mentions.TryGetValue(name, out MentionTarget? target))
        {
            return false;
        }

        Add(new MentionToken(target, name));
        place = end;
        return true;
    }

    private int EndOfName()
    {
        int end = place + 1;
        while (IsPartOfName(CharacterAt(end)))
        {
            end++;
        }

        // A point or dash at the end belongs to the sentence.
        while (end > place + 1 && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    /// <summary>Names of several words are known by being listed, the longest first: @Anna Petrova is not @Anna.</summary>
    private int? EndOfNameOfWords()
    {
        foreach (string name in options.Mentions.Keys.Where(name => !name.All(IsPartOfName)).OrderByDescending(name => name.Length))
        {
            int end = place + 1 + name.Length;
            if (string.Compare(text, place + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
                && !char.IsLetterOrDigit(CharacterAt(end)) && CharacterAt(end) != '_')
            {
                return end;
            }
        }

        return null;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';

    /// <summary>An address in the middle of a text is one piece, whatever asterisks and underscores are in it.</summary>
    private bool TakesWebAddress()
    {
        if (char.IsLetterOrDigit(CharacterAt(place - 1))
            || Array.Find(WebAddressStarts, start => string.Compare(text, place, start, 0, start.Length, StringComparison.OrdinalIgnoreCase) == 0) is not { } begun)
        {
            return false;
        }

        int end = place + begun.Length;
        bool hasBrackets = false;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or ']' or '`' or '\\'))
        {
            if (text[end] == '[')
            {
                if (EndOfBrackets(place + begun.Length, end) is not { } closing)
                {
                    break;
                }

                hasBrackets = true;
                end = closing;
            }

            end++;
        }

        end = WithoutPunctuation(place + begun.Length, end);
        string address = text.Substring(place, end - place);
        string decoded = WebUtility.HtmlDecode(address) is var plainAddress && plainAddress.Any(char.IsControl) ? address : plainAddress;

        // The messenger ends a link in a text at a bracket: as a code of its own the whole address stays one.
        if (hasBrackets && WebAddress.IsOne(decoded))
        {
            Add(new AddressToken(decoded));
        }
        else
        {
            plain.Append(decoded);
        }

        place = end;
        return true;
    }

    /// <summary>Where the bracket closes that opens here; null where it does not belong to the address: the text of a link, a number of a footnote.</summary>
    /// <param name="addressStart">Where the host begins, in which brackets are those of an IP address.</param>
    /// <param name="opening">The bracket.</param>
    private int? EndOfBrackets(int addressStart, int opening)
    {
        int closing = opening + 1;
        while (closing < text.Length && !char.IsWhiteSpace(text[closing]) && text[closing] is not ('<' or '>' or '[' or ']' or '`' or '\\'))
        {
            closing++;
        }

        if (CharacterAt(closing) != ']' || CharacterAt(closing + 1) is '(' or ':')
        {
            return null;
        }

        string before = text.Substring(addressStart, opening - addressStart);
        bool isInQuery = before.IndexOf('?') >= 0;
        bool isInPath = before.IndexOf('/') >= 0 && (char.IsLetterOrDigit(CharacterAt(closing + 1)) || CharacterAt(closing + 1) is '/' or '=' or '.' or '-' or '_');
        return isInQuery || isInPath ? closing : null;
    }

    /// <summary>Punctuation at the end belongs to the sentence; so does a parenthesis that the address does not open.</summary>
    private int WithoutPunctuation(int start, int end)
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
