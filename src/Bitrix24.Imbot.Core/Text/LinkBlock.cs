namespace Bitrix24.Imbot.Core.Text;

/// <summary>A link with a text and an image.</summary>
/// <param name="Link">A URL, or a path from the portal's root.</param>
public sealed record LinkBlock(string Link) : AttachmentBlock
{
    /// <inheritdoc />
    public override string Kind => "LINK";

    /// <inheritdoc />
    public override string Summary => Name ?? Link;

    /// <summary>The text of the link; the URL by default.</summary>
    public string? Name { get; init; }

    /// <summary>Text below the link.</summary>
    public string? Description { get; init; }

    /// <summary>HTML below the link. Takes precedence over <see cref="Description"/>.</summary>
    public string? Html { get; init; }

    /// <summary>URL of the image.</summary>
    public string? Preview { get; init; }

    /// <summary>Width of the image in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height of the image in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Links to this user instead.</summary>
    public long? UserId { get; init; }

    /// <summary>Links to this chat instead.</summary>
    public long? ChatId { get; init; }

    /// <summary>Links to this user of the Bitrix24 network instead.</summary>
    public string? NetworkId { get; init; }

    private protected override object ToValue() => new JsonMap()
        .AddUnlessNull("NAME", Name)
        .AddUnlessNull("LINK", CheckedValue.Link("LINK", CheckedValue.Required("LINK", Link)))
        .AddUnlessNull("DESC", Description)
        .AddUnlessNull("HTML", Html)
        .AddUnlessNull("PREVIEW", CheckedValue.Link("PREVIEW", Preview))
        .AddUnlessNull("WIDTH", CheckedValue.Positive("WIDTH", Width))
        .AddUnlessNull("HEIGHT", CheckedValue.Positive("HEIGHT", Height))
        .AddUnlessNull("USER_ID", CheckedValue.Positive("USER_ID", UserId))
        .AddUnlessNull("CHAT_ID", CheckedValue.Positive("CHAT_ID", ChatId))
        .AddUnlessNull("NETWORK_ID", NetworkId);
}
