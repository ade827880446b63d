using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets an identity be given as an ID or as an object that has it: a chat for its dialog ID, a message for its message ID. A person is a dialog, too: the private
/// one, whose ID is that of the user.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityArgumentAttribute : ArgumentTransformationAttribute
{
    private const string DialogIdName = "DialogId";
    private const string UserIdName = "UserId";

    private readonly string propertyName;

    /// <param name="propertyName">The property that holds the ID.</param>
    public IdentityArgumentAttribute(string propertyName)
    {
        this.propertyName = propertyName;
    }

    /// <summary>Properties of objects that another parameter of the cmdlet takes from the pipeline.</summary>
    public string[] OtherNames { get; set; } = [];

    /// <summary>Whether a text can be a name, which is looked up later.</summary>
    public bool TakesNames { get; set; }

    /// <summary>Whether the property is a text and not an ID. Other objects are left to <see cref="TextArgumentAttribute"/>.</summary>
    public bool IsText { get; set; }

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.Of(inputData);
        return value is IList list ? list.Cast<object?>().SelectMany(IdentitiesOf).ToArray() : IdentityOf(inputData);
    }

    /// <summary>An object can have several, as an event has the ids of its files.</summary>
    private IEnumerable<object?> IdentitiesOf(object? item) => IdentityOf(item) is IList several ? several.Cast<object?>() : [IdentityOf(item)];

    private object? IdentityOf(object? item)
    {
        object? value = Unwrapped.Of(item);

        // A script block is for PowerShell, which runs it for each object from the pipeline.
        if (value is null or ScriptBlock or Enum)
        {
            return item;
        }

        if (value is string or decimal || value.GetType().IsPrimitive)
        {
            return propertyName == DialogIdName || TakesNames || IsText || IsWhole(value) ? item : throw RefuseValue(value);
        }

        if (TryRead(item!, propertyName, out object? identity))
        {
            return identity;
        }

        if (propertyName == DialogIdName && TryRead(item!, UserIdName, out object? person))
        {
            return Convert.ToString(person, CultureInfo.InvariantCulture);
        }

        return IsText || Array.Exists(OtherNames, name => TryRead(item!, name, out _)) ? item : throw Refuse(value);
    }

    /// <summary>PowerShell would round a number, and take a switch for the number 1.</summary>
    private static bool IsWhole(object value) => value is not (bool or char)
        && decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        && decimal.Truncate(number) == number;

    private static bool TryRead(object item, string name, out object? value)
    {
        if (Unwrapped.Of(item) is IDictionary dictionary)
        {
            object? key = dictionary.Keys.Cast<object>().FirstOrDefault(candidate => string.Equals(candidate as string, name, StringComparison.OrdinalIgnoreCase));
            value = key is null ? null : dictionary[key];
            return key is not null;
        }

        PSPropertyInfo? property = PSObject.AsPSObject(item).Properties[name];
        value = property?.Value;
        return property is not null;
    }

    private ArgumentTransformationMetadataException RefuseValue(object value) => new(
        $"{ShownInput.Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!)} is not a valid {propertyName}. IDs are whole numbers of 1 or more."
        + (propertyName == UserIdName ? " To find people, use Get-B24User with -Email for an e-mail address or -Name for a name." : string.Empty));

    private ArgumentTransformationMetadataException Refuse(object value)
    {
        string advice = propertyName == DialogIdName
            ? "Write -DialogId chat5 for a chat, -DialogId 17 for the private dialog with user 17, or -DialogId { $_.Id } to choose a property of the objects from the pipeline."
            : $"Write the number, or -{propertyName} {{ $_.Id }} to choose a property of the objects from the pipeline.";
        return new ArgumentTransformationMetadataException(
            $"An object of type {value.GetType().Name} has no {propertyName}. {advice}");
    }
}
