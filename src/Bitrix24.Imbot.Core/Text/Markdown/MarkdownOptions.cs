namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Controls what a Markdown text can do.</summary>
public sealed record MarkdownOptions
{
    /// <summary>Allows formatting only.</summary>
    public static MarkdownOptions None { get; } = new();

    /// <summary>Users by the names for <c>@name</c> mentions in the text.</summary>
    public IReadOnlyDictionary<string, MentionTarget> Mentions { get; init; } =
        new Dictionary<string, MentionTarget>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether links to <c>user:17</c>, <c>user:all</c>, and <c>chat:5</c> are mentions. Mentions notify people, so don't allow them in text from
    /// other people.
    /// </summary>
    public bool AllowMentionLinks { get; init; }
}
