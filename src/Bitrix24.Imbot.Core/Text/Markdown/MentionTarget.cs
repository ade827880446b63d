using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A user, everybody of a chat, or a chat, as a mention names it.</summary>
public sealed class MentionTarget
{
    // Not more digits than a number of 64 bits has.
    private static readonly Regex Link = new(@"^(?:(?<tag>user):(?<id>all|[1-9][0-9]{0,17})|(?<tag>chat):(?<id>[1-9][0-9]{0,17}))$", RegexOptions.CultureInvariant);

    private MentionTarget(string tag, string id)
    {
        Tag = tag;
        Id = id;
    }

    /// <summary>Name of the BB code: user or chat.</summary>
    internal string Tag { get; }

    /// <summary>The value of the BB code: a number or <c>all</c>.</summary>
    internal string Id { get; }

    /// <summary>The user of this id: a number of 1 or more, or <c>all</c> for everybody in the chat.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.MentionInvalid"/>.</exception>
    public static MentionTarget OfUser(string? id) => FromLink($"user:{id?.Trim()}")
        ?? throw ContentErrors.MentionInvalid.With($"{ShownInput.Quote(id ?? string.Empty)} is not a valid user ID.");

    /// <inheritdoc />
    public override string ToString() => $"{Tag}:{Id}";

    /// <summary>What a link such as <c>user:17</c> names; null where it is no mention.</summary>
    internal static MentionTarget? FromLink(string address) =>
        Link.Match(address) is { Success: true } match ? new MentionTarget(match.Groups["tag"].Value, match.Groups["id"].Value) : null;
}
