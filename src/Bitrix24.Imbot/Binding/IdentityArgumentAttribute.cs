using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Converts an argument to an ID. Accepts IDs and objects that have the ID, such as a chat with its dialog ID. A user object also identifies a dialog: the ID of
/// the private dialog is the user ID.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityArgumentAttribute(string propertyName) : ArgumentTransformationAttribute
{
    private const string DialogIdName = "DialogId";
    private const string UserIdName = "UserId";

    /// <summary>Properties that other parameters of the cmdlet accept from the same pipeline object.</summary>
    public string[] OtherNames { get; set; } = [];

    /// <summary>Whether a text can be a name that is looked up later.</summary>
    public bool AcceptsNames { get; set; }

    /// <summary>Whether the property is a text instead of an ID. Other objects are handled by <see cref="TextArgumentAttribute"/>.</summary>
    public bool IsText { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.From(inputData);
        return value is IList list ? list.Cast<object?>().SelectMany(IdentitiesOf).ToArray() : IdentityOf(inputData);
    }

    /// <summary>An object can have several IDs, such as an event with several files.</summary>
    private IEnumerable<object?> IdentitiesOf(object? item) => IdentityOf(item) is IList several ? several.Cast<object?>() : [IdentityOf(item)];

    private object? IdentityOf(object? item)
    {
        object? value = Unwrapped.From(item);

        // PowerShell runs a script block for each pipeline object.
        if (value is null or ScriptBlock or Enum)
        {
            return item;
        }

        if (value is string or decimal || value.GetType().IsPrimitive)
        {
            return propertyName == DialogIdName || AcceptsNames || IsText || IsWhole(value) ? item : throw RefuseValue(value);
        }

        if (ObjectProperties.TryRead(item!, propertyName, out object? identity))
        {
            return identity;
        }

        if (propertyName == DialogIdName && ObjectProperties.TryRead(item!, UserIdName, out object? person))
        {
            return Convert.ToString(person, CultureInfo.InvariantCulture);
        }

        return IsText || Array.Exists(OtherNames, name => ObjectProperties.TryRead(item!, name, out _)) ? item : throw Refuse(value);
    }

    /// <summary>PowerShell would round fractions and convert a switch to 1.</summary>
    private static bool IsWhole(object value) => value is not (bool or char)
        && decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        && decimal.Truncate(number) == number;

    private ArgumentTransformationMetadataException RefuseValue(object value) => new(
        $"{ShownInput.Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!)} is not a valid {propertyName}. An ID is a whole number greater than 0."
        + (propertyName == UserIdName ? " To find people, use Get-B24User with -Email for an e-mail address or -Name for a name." : string.Empty));

    private ArgumentTransformationMetadataException Refuse(object value)
    {
        string advice = propertyName == DialogIdName
            ? "Specify -DialogId chat5 for a chat, -DialogId 17 for the private dialog with user 17, or -DialogId { $_.Id } to use a property of the pipeline objects."
            : $"Specify the ID, or -{propertyName} {{ $_.Id }} to use a property of the pipeline objects.";
        return new ArgumentTransformationMetadataException(
            $"An object of type {value.GetType().Name} has no property {propertyName}. {advice}");
    }
}
