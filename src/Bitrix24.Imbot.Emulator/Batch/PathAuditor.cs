using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>Breaks steps to a parent folder, and long rows of dots and slashes.</summary>
internal static partial class PathAuditor
{
    private static readonly FilterRule[] Rules = [new("((?:[\\\\/]|%2f|%5c)(?:\\.|%2e))((?:\\.|%2e)(?:[\\\\/]|%2f|%5c))")];

    public static string Clean(string text)
    {
        string before;
        do
        {
            before = text;
            text = LongRow().Replace(FilterRule.ApplyAll(Rules, text), " X ");
        }
        while (text != before);

        return text;
    }

    [GeneratedRegex("(?:\\.[\\\\/]+){30,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongRow();
}
