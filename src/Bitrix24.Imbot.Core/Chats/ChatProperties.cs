using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>What a chat looks like; null members are not sent and stay as they are.</summary>
public sealed record ChatProperties
{
    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Colour by its code, such as mint; the portal silently drops an unknown one.</summary>
    public string? Color { get; init; }

    /// <summary>The picture's bytes, at most 5000 by 5000 pixels.</summary>
    public byte[]? Avatar { get; init; }

    /// <summary>Whether nothing is to change.</summary>
    public bool IsEmpty => this == new ChatProperties();

    internal JsonMap ToFields() => new JsonMap()
        .AddUnlessNull("title", Title)
        .AddUnlessNull("description", Description)
        .AddUnlessNull("color", Color)
        .AddUnlessNull("avatar", Avatar is null ? null : Convert.ToBase64String(Avatar));
}
