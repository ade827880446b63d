using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads the comments of YAML, shell scripts, and settings files.</summary>
internal static partial class HashCommentReader
{
    public static IEnumerable<Prose> Read(string file, string source) =>
        CommentText.Divide(file, CommentText.Lines(1, source)
            .Select(line => (line.Number, Match: Comment().Match(line.Text)))
            .Where(line => line.Match.Success)
            .Select(line => new TextLine(line.Number, line.Match.Groups["comment"].Value, IsAlone: line.Match.Groups["comment"].Index > 1 && line.Match.Value.TrimStart()[0] != '#')));

    [GeneratedRegex("""^(?:[^'"#]|'[^']*'|"[^"]*")*?(?<!\S)#(?!!)(?<comment>.*)$""")]
    private static partial Regex Comment();
}
