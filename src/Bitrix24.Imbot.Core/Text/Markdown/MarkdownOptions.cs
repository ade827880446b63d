namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>What a Markdown text may do beyond being shown.</summary>
public sealed record MarkdownOptions
{
    /// <summary>Nothing.</summary>
    public static MarkdownOptions None { get; } = new();

    /// <summary>Users by the name under which a text mentions them with <c>@name</c>.</summary>
    public IReadOnlyDictionary<string, MentionTarget> Mentions { get; init; } =
        new Dictionary<string, MentionTarget>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether links to <c>user:17</c>, <c>user:all</c> and <c>chat:5</c> are mentions. A mention notifies people, so text that others wrote
    /// must not have them.
    /// </summary>
    public bool AllowMentionLinks { get; init; }
}
