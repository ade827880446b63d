namespace Bitrix24.Imbot.Core.Chats;

/// <summary>The appearance of a chat. Null members are not sent and stay unchanged.</summary>
public sealed record ChatProperties
{
    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Color code, such as mint. The portal ignores an unsupported one without an error.</summary>
    public string? Color { get; init; }

    /// <summary>Image data, at most 5000 x 5000 pixels.</summary>
    public byte[]? Avatar { get; init; }

    /// <summary>Whether all values are null.</summary>
    public bool IsEmpty => this == new ChatProperties();

    internal JsonMap ToFields() => new JsonMap()
        .AddUnlessNull("title", Title)
        .AddUnlessNull("description", Description)
        .AddUnlessNull("color", Color)
        .AddUnlessNull("avatar", Avatar is null ? null : Convert.ToBase64String(Avatar));
}
