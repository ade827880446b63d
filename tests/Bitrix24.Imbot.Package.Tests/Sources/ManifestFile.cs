using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests.Sources;

/// <summary>Reads the manifest without PowerShell. It contains only single-quoted texts and lists of them.</summary>
internal sealed partial class ManifestFile
{
    private readonly string text;

    public ManifestFile(string path)
    {
        text = WholeLineComment().Replace(File.ReadAllText(path), string.Empty);
    }

    public string Text(string key)
    {
        Match match = Regex.Match(text, $@"^\s*{key}\s*=\s*'(?<value>[^']*)'", RegexOptions.Multiline);
        return match.Success ? match.Groups["value"].Value : throw new InvalidDataException($"The manifest has no text {key}.");
    }

    public IReadOnlyList<string> List(string key)
    {
        Match match = Regex.Match(text, $@"^\s*{key}\s*=\s*@\((?<items>[^)]*)\)", RegexOptions.Multiline);
        return match.Success
            ? [.. Quoted().Matches(match.Groups["items"].Value).Select(item => item.Groups["value"].Value)]
            : throw new InvalidDataException($"The manifest has no list {key}.");
    }

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex WholeLineComment();

    [GeneratedRegex("'(?<value>[^']*)'")]
    private static partial Regex Quoted();
}
