using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>What hangs under a message: blocks with texts, tables, links and pictures (docs/portal/cards.md, "Attachment"). What is held here was checked.</summary>
public sealed class Attachment
{
    /// <summary>
    /// Characters of JSON from which on a portal refuses an attachment (docs/portal/cards.md, "Attachment size"). In an update it is not checked
    /// there at all, and an attachment that is too large is lost (6.3).
    /// </summary>
    public const int SizeLimit = 60_000;

    private readonly List<JsonMap> maps;

    /// <summary>Makes an attachment; what a portal would drop or refuse is refused here.</summary>
    /// <param name="blocks">The blocks, at least one.</param>
    /// <param name="colorToken">Colour of its edge: primary, secondary, alert or base; null for the portal's default.</param>
    /// <param name="color">Colour for old clients, #RGB or #RRGGBB.</param>
    /// <param name="description">What is shown where blocks cannot be.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentEmpty"/>, <see cref="ContentErrors.AttachmentTooLarge"/>, and what a wrong block gives.
    /// </exception>
    public Attachment(IEnumerable<AttachmentBlock> blocks, string? colorToken = null, string? color = null, string? description = null)
    {
        Blocks = [.. blocks];
        ColorToken = CheckedValue.OneOf("COLOR_TOKEN", colorToken, CheckedValue.ColorTokens);
        Color = CheckedValue.Color("COLOR", color);
        Description = description;
        if (Blocks.Count == 0)
        {
            throw ContentErrors.AttachmentEmpty.With("The attachment has no block.");
        }

        maps = [.. Blocks.Select(block => AttachmentText.Protect(block.ToMap()))];
        Size = SerializedSize.InCharacters(StoredForm.OfAttachment(ToMap()));
        if (Size >= SizeLimit)
        {
            throw ContentErrors.AttachmentTooLarge.With($"The attachment has {Size} characters as JSON, and a portal keeps less than {SizeLimit}.");
        }
    }

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<AttachmentBlock> Blocks { get; }

    /// <summary>Colour of its edge by its token; null for the portal's default.</summary>
    public string? ColorToken { get; }

    /// <summary>Colour for old clients; null for the portal's default.</summary>
    public string? Color { get; }

    /// <summary>What is shown where blocks cannot be; null for nothing.</summary>
    public string? Description { get; }

    /// <summary>Characters of its JSON as a portal keeps it, less than <see cref="SizeLimit"/>.</summary>
    public int Size { get; }

    /// <summary>The attachment as the REST documentation writes it, in JSON. It is what is left of an attachment that was written to text, and can be read again.</summary>
    public string Json => Encoding.UTF8.GetString(JsonMapWriter.Write(ToMap(Blocks.Select(block => block.ToMap()), Description)));

    /// <summary>The kinds of its blocks.</summary>
    public override string ToString() => OneLine.From(string.Join(", ", Blocks.Select(block => block.Kind)));

    /// <summary>The whole form. The short one, a list of blocks, would remove the attachment in an update (docs/portal/cards.md, "Attachment on update").</summary>
    internal JsonMap ToMap() => ToMap(maps, AttachmentText.Protect(Description));

    private JsonMap ToMap(IEnumerable<JsonMap> blocks, string? description) => new JsonMap()
        .AddUnlessNull("COLOR_TOKEN", ColorToken)
        .AddUnlessNull("COLOR", Color)
        .AddUnlessNull("DESCRIPTION", description)
        .AddUnlessNull("BLOCKS", blocks);
}
