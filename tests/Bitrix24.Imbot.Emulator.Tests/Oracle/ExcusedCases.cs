using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>The cases in which the emulator differs from the portal, as docs/emulator.md lists them with their reasons.</summary>
internal static partial class ExcusedCases
{
    public const string Heading = "## Known differences from a portal";

    public static string Document { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator.md")).ReplaceLineEndings("\n");

    public static IReadOnlyDictionary<string, string> All { get; } = Row().Matches(Document.Split(Heading + "\n")[1].Split("\n## ")[0])
        .SelectMany(row => row.Groups["cases"].Value.Split(", ").Select(id => (id.Trim('`'), row.Groups["reason"].Value)))
        .ToDictionary();

    [GeneratedRegex("^\\| (?<cases>`[a-z0-9]{2}-[0-9]{3}`(?:, `[a-z0-9]{2}-[0-9]{3}`)*) \\| (?<reason>[^|]+) \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
