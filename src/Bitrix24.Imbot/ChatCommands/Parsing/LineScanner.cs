using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>
/// Refuses a command line that contains more than plain values before PowerShell's parser sees the text. It doesn't know the parameters. Quotes and dashes are those
/// that PowerShell accepts, including typographic ones.
/// </summary>
internal sealed class LineScanner(string line)
{
    public const int MaxLength = 4000;

    /// <summary>The characters that have a meaning in scripts outside quotes.</summary>
    private const string ScriptCharacters = ";|&{}()<>`@$";

    /// <summary>Whether a value can start here: after a space, a comma, a closing quote, or the colon of a parameter.</summary>
    private bool isStart = true;

    /// <summary>Whether the word starts with a dash, so that a value can follow its colon.</summary>
    private bool isParameter;

    /// <summary>Whether the open quote started the value. A quote in the middle of a word is part of the word.</summary>
    private bool isWholeQuoted;

    /// <summary>Whether a quoted value has just ended.</summary>
    private bool isAfterQuoted;

    private QuoteKind quote;
    private int quoteStart;
    private int next;

    public static void Check(string line)
    {
        if (line.Length > MaxLength)
        {
            throw new LineRefusedException(ChatText.TooLong, MaxLength);
        }

        LineScanner scan = new(line);
        for (int index = 0; index < line.Length; index = scan.next)
        {
            scan.Step(index);
        }

        if (scan.quote != QuoteKind.None)
        {
            throw new LineRefusedException(ChatText.UnbalancedQuote, scan.quoteStart);
        }
    }

    private void Step(int index)
    {
        next = index + 1;
        if (IsInvisible(line, index))
        {
            throw new LineRefusedException(ChatText.ControlCharacter, index);
        }

        if (quote == QuoteKind.None)
        {
            StepOutside(index, line[index]);
        }
        else
        {
            StepInside(index, line[index]);
        }
    }

    private void StepInside(int index, char character)
    {
        if (quote == QuoteKind.Double && (character is '$' or '`'))
        {
            throw new LineRefusedException(ChatText.ScriptCharacter, index, character.ToString());
        }

        if (QuoteOf(character) != quote)
        {
            return;
        }

        if (next < line.Length && QuoteOf(line[next]) == quote)
        {
            next++;
            return;
        }

        quote = QuoteKind.None;
        isAfterQuoted = isWholeQuoted;
        isStart = isWholeQuoted;
    }

    private void StepOutside(int index, char character)
    {
        if (character is '\n' or '\r')
        {
            throw new LineRefusedException(ChatText.LineBreak, index);
        }

        if (ScriptCharacters.IndexOf(character) >= 0)
        {
            throw new LineRefusedException(ChatText.ScriptCharacter, index, character.ToString());
        }

        if (char.IsWhiteSpace(character) || character == ',')
        {
            isStart = true;
            isAfterQuoted = false;
            return;
        }

        if (isAfterQuoted)
        {
            throw new LineRefusedException(ChatText.TextAfterQuote, index);
        }

        StepInWord(index, character);
    }

    private void StepInWord(int index, char character)
    {
        if (isStart && character == '#')
        {
            throw new LineRefusedException(ChatText.Comment, index);
        }

        if (isStart && IsDash(character) && index + 2 < line.Length && IsDash(line[index + 1]) && line[index + 2] == '%')
        {
            throw new LineRefusedException(ChatText.StopParsing, index);
        }

        quote = QuoteOf(character);
        if (quote != QuoteKind.None)
        {
            quoteStart = index;
            isWholeQuoted = isStart;
        }

        isParameter = isStart ? IsDash(character) : isParameter;
        isStart = isParameter && character == ':';
    }

    /// <summary>Whether a character is an unpaired surrogate, a direction mark, or a control character other than a line break.</summary>
    private static bool IsInvisible(string line, int index)
    {
        char character = line[index];
        if (char.IsSurrogate(character))
        {
            return !(char.IsHighSurrogate(character) ? index + 1 < line.Length && char.IsLowSurrogate(line[index + 1])
                : index > 0 && char.IsHighSurrogate(line[index - 1]));
        }

        return ShownText.IsDirectionMark(character) || (ShownText.IsControl(character) && character is not ('\n' or '\r'));
    }

    private static QuoteKind QuoteOf(char character) => character switch
    {
        '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' => QuoteKind.Single,
        '"' or '\u201C' or '\u201D' or '\u201E' => QuoteKind.Double,
        _ => QuoteKind.None,
    };

    private static bool IsDash(char character) => character is '-' or '\u2013' or '\u2014' or '\u2015';

    private enum QuoteKind
    {
        None,
        Single,
        Double,
    }
}
