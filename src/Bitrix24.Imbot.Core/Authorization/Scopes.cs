using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Lists of scopes. Token answers separate them with commas, installation events with spaces
/// (docs/portal/open-points.md, "Where the documentation contradicts itself").
/// </summary>
public static class Scopes
{
    private static readonly char[] Separators = [',', ' ', ';', '\t', '\r', '\n', '\u00A0'];

    /// <summary>The scopes of methods for chats, bots, and users, with descriptions.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Known { get; } =
    [
        new("imbot", "bots and all their actions in chats"),
        new("im", "notifications, and events and files of the user's own chats"),
        new("imopenlines", "bots in open channels"),
        new("user", "users with their email addresses and phone numbers"),
        new("user_brief", "users without email addresses and phone numbers"),
        new("user_basic", "names of users"),
        new("department", "departments"),
        new("disk", "files on the portal's Drive"),
    ];

    /// <summary>Joins scopes with commas, without duplicates, in their original order; null if there are none.</summary>
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
