using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>Breaks references to a parent folder, and long sequences of dots and slashes.</summary>
internal static partial class PathAuditor
{
    private static readonly FilterRule[] Rules = [new("((?:[\\\\/]|%2f|%5c)(?:\\.|%2e))((?:\\.|%2e)(?:[\\\\/]|%2f|%5c))")];

    public static string Clean(string text) => FilterRule.Repeat(text, part => LongRow().Replace(FilterRule.ApplyAll(Rules, part), " X "));

    [GeneratedRegex("(?:\\.[\\\\/]+){30,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongRow();
}
