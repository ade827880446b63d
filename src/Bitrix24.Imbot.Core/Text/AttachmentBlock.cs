using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>One block of an attachment (docs/portal/cards.md, "Attachment blocks"): an object with one upper-case key.</summary>
public abstract record AttachmentBlock
{
    private protected AttachmentBlock()
    {
    }

    /// <summary>The portal's name of the kind, such as GRID.</summary>
    public abstract string Kind { get; }

    /// <summary>What is seen of it, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>The block as the REST documentation writes it, in JSON. It is what is left of a block that was written to text, and can be read again.</summary>
    public string Json => Encoding.UTF8.GetString(JsonMapWriter.Write(ToMap()));

    /// <summary>Kind, and what is seen of it.</summary>
    public sealed override string ToString() => OneLine.From($"{Kind}: {Summary}");

    /// <summary>The block as it is sent, checked.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentBlockInvalid"/>, <see cref="ContentErrors.LinkInvalid"/>, <see cref="ContentErrors.ColorInvalid"/>,
    /// <see cref="ContentErrors.ValueUnknown"/>, <see cref="ContentErrors.NumberNotPositive"/>.
    /// </exception>
    internal JsonMap ToMap() => new() { [Kind] = ToValue() };

    /// <summary>What stands behind the key.</summary>
    private protected abstract object ToValue();
}
