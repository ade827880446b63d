using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// The appearance of a bot in chats. <c>Bot.update</c> replaces all of it: a last name, gender, or position that isn't sent is reset
/// (docs/portal/bots.md, "Update"). Send the current values as well to keep them; see <see cref="CompletedFrom"/>.
/// </summary>
public sealed record BotProperties
{
    /// <summary>First part of the name. The portal ignores an empty one.</summary>
    public string? Name { get; init; }

    /// <summary>Second part of the name. An empty text removes it.</summary>
    public string? LastName { get; init; }

    /// <summary>The position below the name. An empty text restores the portal's default.</summary>
    public string? WorkPosition { get; init; }

    /// <summary><c>M</c> or <c>F</c>; an empty text for none.</summary>
    public string? Gender { get; init; }

    /// <summary>Color code of the avatar placeholder, such as mint; null keeps the current color.</summary>
    public string? Color { get; init; }

    /// <summary>Image data, at most 5000 x 5000 pixels; null keeps the current image.</summary>
    public byte[]? Avatar { get; init; }

    /// <summary>Whether all values are null.</summary>
    public bool IsEmpty => this == new BotProperties();

    /// <summary>A copy in which unspecified values are replaced with those of the bot's current user.</summary>
    public BotProperties CompletedFrom(User user) => this with
    {
        Name = Name ?? user.FirstName,
        LastName = LastName ?? user.LastName,
        WorkPosition = WorkPosition ?? user.WorkPosition,
        Gender = Gender ?? user.Gender,
    };

    internal JsonMap ToFields() => new JsonMap()
        .AddUnlessNull("name", Name)
        .AddUnlessNull("lastName", LastName)
        .AddUnlessNull("workPosition", WorkPosition)
        .AddUnlessNull("gender", Gender)
        .AddUnlessNull("color", Color)
        .AddUnlessNull("avatar", Avatar is null ? null : Convert.ToBase64String(Avatar));
}
