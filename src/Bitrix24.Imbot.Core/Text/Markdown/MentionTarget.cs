using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>The target of a mention: a user, everyone in a chat, or a chat.</summary>
public sealed class MentionTarget
{
    // No more digits than a 64-bit number has.
    private static readonly Regex Link = new(@"^(?:(?<tag>user):(?<id>all|[1-9][0-9]{0,17})|(?<tag>chat):(?<id>[1-9][0-9]{0,17}))$", RegexOptions.CultureInvariant);

    private MentionTarget(string tag, string id)
    {
        Tag = tag;
        Id = id;
    }

    /// <summary>Name of the BB code: user or chat.</summary>
    internal string Tag { get; }

    /// <summary>Value of the BB code: an ID or <c>all</c>.</summary>
    internal string Id { get; }

    /// <summary>A user by ID (1 or more), or <c>all</c> for everyone in the chat.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.MentionInvalid"/>.</exception>
    public static MentionTarget ForUser(string? id) => FromLink($"user:{id?.Trim()}")
        ?? throw ContentErrors.MentionInvalid.With($"{ShownInput.Quote(id ?? string.Empty)} is not a valid user ID.");

    /// <inheritdoc />
    public override string ToString() => $"{Tag}:{Id}";

    /// <summary>Reads a link such as <c>user:17</c>; null if it isn't a mention.</summary>
    internal static MentionTarget? FromLink(string address) =>
        Link.Match(address) is { Success: true } match ? new MentionTarget(match.Groups["tag"].Value, match.Groups["id"].Value) : null;
}
