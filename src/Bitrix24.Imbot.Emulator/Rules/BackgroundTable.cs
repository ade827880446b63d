namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>The backgrounds that chats can have (docs/portal/bots.md, "Colors and backgrounds").</summary>
internal static class BackgroundTable
{
    private static readonly HashSet<string> Known = ["azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost"];

    /// <summary>Returns the ID if it is known. Any other value becomes null without an error.</summary>
    public static string? Find(string? id) => id is not null && Known.Contains(id) ? id : null;
}
