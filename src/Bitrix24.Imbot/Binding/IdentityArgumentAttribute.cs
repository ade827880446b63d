using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;

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

    /// <summary>Whether an object without the property is left as it is, because another parameter of the cmdlet can take it.</summary>
    public bool LeavesOthers { get; set; }

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
        if (value is null or string or ScriptBlock || value.GetType().IsPrimitive || value is decimal or Enum)
        {
            return item;
        }

        if (TryRead(item!, propertyName, out object? identity))
        {
            return identity;
        }

        if (propertyName == DialogIdName && TryRead(item!, UserIdName, out object? person))
        {
            return Convert.ToString(person, CultureInfo.InvariantCulture);
        }

        return LeavesOthers ? item : throw Refuse(value);
    }

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

    private ArgumentTransformationMetadataException Refuse(object value)
    {
        string advice = propertyName == DialogIdName
            ? "Write -DialogId chat5 for a chat, -DialogId 17 for the private dialog with user 17, or -DialogId { $_.Id } to choose a property of the objects from the pipeline."
            : $"Write the number, or -{propertyName} {{ $_.Id }} to choose a property of the objects from the pipeline.";
        return new ArgumentTransformationMetadataException(
            $"An object of type {value.GetType().Name} has no {propertyName}. {advice}");
    }
}
