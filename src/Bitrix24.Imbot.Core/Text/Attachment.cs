using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// The attachment of a message: blocks with texts, tables, links, and images (docs/portal/cards.md, "Attachment"). Its content is validated.
/// </summary>
public sealed class Attachment
{
    /// <summary>
    /// A portal refuses attachments with this number of JSON characters or more (docs/portal/cards.md, "Attachment size"). In an update, the portal
    /// doesn't check the size, and a larger attachment is lost.
    /// </summary>
    public const int SizeLimit = 60_000;

    private readonly List<JsonMap> maps;

    /// <summary>Creates an attachment. Content that a portal would drop or refuse is rejected here.</summary>
    /// <param name="blocks">The blocks, at least one.</param>
    /// <param name="colorToken">Color of the edge: primary, secondary, alert, or base; null for the portal's default.</param>
    /// <param name="color">Color for old clients, #RGB or #RRGGBB.</param>
    /// <param name="description">Text to show instead of the blocks, for example in notifications.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentEmpty"/>, <see cref="ContentErrors.AttachmentTooLarge"/>, and the errors of invalid blocks.
    /// </exception>
    public Attachment(IEnumerable<AttachmentBlock> blocks, string? colorToken = null, string? color = null, string? description = null)
    {
        Blocks = [.. blocks];
        ColorToken = CheckedValue.OneOf("COLOR_TOKEN", colorToken, CheckedValue.ColorTokens);
        Color = CheckedValue.Color("COLOR", color);
        Description = description;
        if (Blocks.Count == 0)
        {
            throw ContentErrors.AttachmentEmpty.With("The attachment has no blocks.");
        }

        maps = [.. Blocks.Select(block => AttachmentText.Protect(block.ToMap()))];
        Size = SerializedSize.InCharacters(StoredForm.FromAttachment(ToMap()));
        if (Size >= SizeLimit)
        {
            throw ContentErrors.AttachmentTooLarge.With($"The attachment has {Size} characters as JSON. A portal stores less than {SizeLimit}.");
        }
    }

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<AttachmentBlock> Blocks { get; }

    /// <summary>Color token of the edge; null for the portal's default.</summary>
    public string? ColorToken { get; }

    /// <summary>Color for old clients; null for the portal's default.</summary>
    public string? Color { get; }

    /// <summary>Text to show instead of the blocks; null for none.</summary>
    public string? Description { get; }

    /// <summary>Number of characters of the JSON that a portal stores, less than <see cref="SizeLimit"/>.</summary>
    public int Size { get; }

    /// <summary>
    /// The attachment as JSON in the format of the REST documentation. It is kept when the object is serialized, and can be read again.
    /// </summary>
    public string Json => Encoding.UTF8.GetString(JsonMap.Write(ToMap(Blocks.Select(block => block.ToMap()), Description)));

    /// <summary>The kinds of the blocks.</summary>
    public override string ToString() => OneLine.From(string.Join(", ", Blocks.Select(block => block.Kind)));

    /// <summary>
    /// The full form. The short form, a list of blocks, would remove the attachment in an update (docs/portal/cards.md, "Attachment on update").
    /// </summary>
    internal JsonMap ToMap() => ToMap(maps, AttachmentText.Protect(Description));

    private JsonMap ToMap(IEnumerable<JsonMap> blocks, string? description) => new JsonMap()
        .AddUnlessNull("COLOR_TOKEN", ColorToken)
        .AddUnlessNull("COLOR", Color)
        .AddUnlessNull("DESCRIPTION", description)
        .AddUnlessNull("BLOCKS", blocks);
}
