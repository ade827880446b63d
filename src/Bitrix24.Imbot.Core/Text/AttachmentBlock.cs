using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>A block of an attachment (docs/portal/cards.md, "Attachment blocks"): an object with one uppercase key.</summary>
public abstract record AttachmentBlock
{
    private protected AttachmentBlock()
    {
    }

    /// <summary>The portal's name of the block type, such as GRID.</summary>
    public abstract string Kind { get; }

    /// <summary>The visible content in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>The block as JSON in the format of the REST documentation. It is kept when the object is serialized, and can be read again.</summary>
    public string Json => Encoding.UTF8.GetString(JsonMap.Write(ToMap()));

    /// <summary>Kind and visible content.</summary>
    public sealed override string ToString() => OneLine.From($"{Kind}: {Summary}");

    /// <summary>The validated block to send.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentBlockInvalid"/>, <see cref="ContentErrors.LinkInvalid"/>, <see cref="ContentErrors.ColorInvalid"/>,
    /// <see cref="ContentErrors.ValueUnknown"/>, <see cref="ContentErrors.NumberNotPositive"/>.
    /// </exception>
    internal JsonMap ToMap() => new() { [Kind] = ToValue() };

    /// <summary>The value of the key.</summary>
    private protected abstract object ToValue();
}
