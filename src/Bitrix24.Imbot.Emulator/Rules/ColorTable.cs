using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The colors of bots and chats, and the backgrounds of chats (docs/portal/bots.md, "Colors and backgrounds"). Requests contain names of colors, and
/// answers contain #rrggbb.
/// </summary>
internal static partial class ColorTable
{
    private static readonly (string Code, string Hex)[] Colors =
    [
        ("RED", "#df532d"), ("GREEN", "#64a513"), ("MINT", "#4ba984"), ("LIGHT_BLUE", "#4ba5c3"),
        ("DARK_BLUE", "#3e99ce"), ("PURPLE", "#8474c8"), ("AQUA", "#1eb4aa"), ("PINK", "#f76187"),
        ("LIME", "#58cc47"), ("BROWN", "#ab7761"), ("AZURE", "#29619b"), ("KHAKI", "#728f7a"),
        ("SAND", "#ba9c7b"), ("MARENGO", "#556574"), ("GRAY", "#909090"), ("GRAPHITE", "#5e5f5e"),
    ];

    private static readonly HashSet<string> Backgrounds = ["azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost"];

    /// <summary>The hexadecimal value of a name in camelCase or UPPER_CASE; null for an unknown name, which the portal ignores.</summary>
    public static string? Find(string? name)
    {
        string code = WordBreak().Replace(name ?? "", "$1_$2").ToUpperInvariant();
        return Array.Find(Colors, color => color.Code == code).Hex;
    }

    /// <summary>The color of a user or chat that was created without a color.</summary>
    public static string GetDefault(int id) => Colors[id % Colors.Length].Hex;

    /// <summary>Returns the ID if it is known. Any other value becomes null without an error.</summary>
    public static string? FindBackground(string? id) => id is not null && Backgrounds.Contains(id) ? id : null;

    [GeneratedRegex("([a-z])([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordBreak();
}
