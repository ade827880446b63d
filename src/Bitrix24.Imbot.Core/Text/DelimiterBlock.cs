namespace Bitrix24.Imbot.Core.Text;

/// <summary>A line between blocks.</summary>
public sealed record DelimiterBlock : AttachmentBlock
{
    /// <summary>The portal's default width (docs/portal/cards.md, "Attachment blocks").</summary>
    public const int DefaultSize = 200;

    /// <inheritdoc />
    public override string Kind => "DELIMITER";

    /// <inheritdoc />
    public override string Summary => "----";

    /// <summary>Width in pixels.</summary>
    public long Size { get; init; } = DefaultSize;

    /// <summary>Color, #RGB or #RRGGBB.</summary>
    public string? Color { get; init; }

    private protected override object ToValue() => new JsonMap { ["SIZE"] = CheckedValue.Positive("SIZE", Size) }
        .AddUnlessNull("COLOR", CheckedValue.Color("COLOR", Color));
}
