using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Lists of scopes: token answers put commas between them, installation events blanks (docs/portal/open-points.md, "Where the documentation contradicts itself").</summary>
public static class Scopes
{
    private static readonly char[] Separators = [',', ' ', ';', '\t', '\r', '\n', '\u00A0'];

    /// <summary>The scopes that methods for chats, bots and people need, with what they allow.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Known { get; } =
    [
        new("imbot", "bots and everything they do in chats"),
        new("im", "notifications, and events and files of a user's own chats"),
        new("imopenlines", "bots in open channels"),
        new("user", "people with their e-mail addresses and phone numbers"),
        new("user_brief", "people without addresses and phone numbers"),
        new("user_basic", "names of people"),
        new("department", "departments"),
        new("disk", "files on the portal's Drive"),
    ];

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
