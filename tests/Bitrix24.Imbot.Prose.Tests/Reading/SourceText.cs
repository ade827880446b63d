using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>A string of a program that is put together from parts on one or more lines.</summary>
internal sealed partial class SourceText
{
    /// <summary>Replaces a value that is known only at run time.</summary>
    public const string Hole = "`...`";

    /// <summary>A line break in the source that is not in the string.</summary>
    private const char Break = '\v';

    private readonly StringBuilder text = new();
    private int first;
    private int last;
    private bool spansLines;

    public void Add(int line, string part, bool spansLines = false)
    {
        this.spansLines |= spansLines;
        first = text.Length == 0 ? line : first;
        text.Append(Break, text.Length == 0 || this.spansLines ? 0 : Math.Max(0, line - last)).Append(part);
        last = line;
    }

    /// <summary>Each line of the string that has at least three words in a row. Other strings are names, patterns, and markup.</summary>
    public IEnumerable<Prose> Paragraphs(string file)
    {
        int line = first;
        foreach (string paragraph in text.ToString().Split('\n'))
        {
            if (Words().IsMatch(paragraph))
            {
                yield return new Prose(file, line, paragraph.Replace(Break, '\n'));
            }

            line += paragraph.Count(character => character == Break) + (spansLines ? 1 : 0);
        }
    }

    [GeneratedRegex(@"\p{L}[\p{L}']*[,;:]?[ \v]+\p{L}[\p{L}']*[,;:]?[ \v]+\p{L}{2}")]
    private static partial Regex Words();
}
