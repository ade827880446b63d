namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Lists of scopes: token answers put commas between them, installation events blanks (open question A30).</summary>
public static class Scopes
{
    private static readonly char[] Separators = [',', ' ', ';', '\t', '\r', '\n', '\u00A0'];

    /// <summary>One text with commas, each scope once, in the order given; null where there is none.</summary>
    public static string? Join(params string?[]? scopes)
    {
        string[] parts = [.. (scopes ?? [])
            .SelectMany(scope => (scope ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            .Select(PastedText.Trimmed)
            .Where(scope => scope.Length > 0)
            .Distinct(StringComparer.Ordinal)];
        return parts.Length == 0 ? null : string.Join(",", parts);
    }
}
