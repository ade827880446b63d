using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Takes text, and numbers as text. Everything else is refused: PowerShell would send an object's type name as the message.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            string text => text,
            char character => character.ToString(),
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => throw Refusal(inputData, value),
        };
    }

    /// <summary>
    /// An object from the pipeline that has a property Message is not refused for good: an invalid cast lets PowerShell go on and bind that
    /// property by its name. So is an attachment, for which there is another parameter.
    /// </summary>
    private static ArgumentTransformationMetadataException Refusal(object input, object value)
    {
        B24Exception error = ErrorKinds.MessageNotText.With($"A message is text, and this is an object of type {value.GetType().Name}.");
        string text = $"{error.Message} {error.RecommendedAction}";
        bool canBeBoundOtherwise = value is Attachment || PSObject.AsPSObject(input).Properties["Message"] is not null;
        return new ArgumentTransformationMetadataException(text, canBeBoundOtherwise ? new PSInvalidCastException(text, error) : error);
    }
}
