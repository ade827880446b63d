namespace Bitrix24.Imbot.Core.Text;

/// <summary>A link to a file.</summary>
/// <param name="Link">A URL, or a path from the portal's root.</param>
public sealed record FileBlock(string Link) : AttachmentBlock
{
    /// <inheritdoc />
    public override string Kind => "FILE";

    /// <inheritdoc />
    public override string Summary => Name ?? Link;

    /// <summary>Name of the file.</summary>
    public string? Name { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? Size { get; init; }

    private protected override object ToValue() => new[]
    {
        new JsonMap()
            .AddUnlessNull("NAME", Name)
            .AddUnlessNull("LINK", CheckedValue.Link("LINK", CheckedValue.Required("LINK", Link)))
            .AddUnlessNull("SIZE", CheckedValue.Positive("SIZE", Size)),
    };
}
