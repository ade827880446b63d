namespace Bitrix24.Imbot.Core.Text;

/// <summary>An image with its URL.</summary>
/// <param name="Link">A URL, or a path from the portal's root.</param>
public sealed record ImageBlock(string Link) : AttachmentBlock
{
    /// <inheritdoc />
    public override string Kind => "IMAGE";

    /// <inheritdoc />
    public override string Summary => Name ?? Link;

    /// <summary>Name of the image.</summary>
    public string? Name { get; init; }

    /// <summary>URL of a small version; <see cref="Link"/> by default.</summary>
    public string? Preview { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    private protected override object ToValue() => new[]
    {
        new JsonMap()
            .AddUnlessNull("NAME", Name)
            .AddUnlessNull("LINK", CheckedValue.Link("LINK", CheckedValue.Required("LINK", Link)))
            .AddUnlessNull("PREVIEW", CheckedValue.Link("PREVIEW", Preview))
            .AddUnlessNull("WIDTH", CheckedValue.Positive("WIDTH", Width))
            .AddUnlessNull("HEIGHT", CheckedValue.Positive("HEIGHT", Height)),
    };
}
