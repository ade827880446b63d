using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// How a bot looks in chats. <c>Bot.update</c> takes them as a whole: a last name, gender or position that is not sent is reset
/// (docs/portal/bots.md, "Update"), so what shall stay must be sent as well; see <see cref="CompletedFrom"/>.
/// </summary>
public sealed record BotProperties
{
    /// <summary>First part of the name; an empty one is passed over by the portal.</summary>
    public string? Name { get; init; }

    /// <summary>Second part of the name; an empty text takes it away.</summary>
    public string? LastName { get; init; }

    /// <summary>The position shown under the name; an empty text brings the portal's default back.</summary>
    public string? WorkPosition { get; init; }

    /// <summary><c>M</c> or <c>F</c>; an empty text for none.</summary>
    public string? Gender { get; init; }

    /// <summary>Colour of the avatar's placeholder by its code, such as mint; it stays where null.</summary>
    public string? Color { get; init; }

    /// <summary>The picture's bytes, at most 5000 by 5000 pixels; it stays where null.</summary>
    public byte[]? Avatar { get; init; }

    /// <summary>Whether nothing is to change.</summary>
    public bool IsEmpty => this == new BotProperties();

    /// <summary>The same with what the bot's user has now wherever nothing is to change.</summary>
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
