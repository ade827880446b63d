using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>Lets a bot or slash command be given by its ID, by its code or name, or as an object that has the ID.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameOrIdArgumentAttribute : ArgumentTransformationAttribute
{
    private readonly IdentityArgumentAttribute identity;
    private readonly string propertyName;

    /// <param name="propertyName">The property of an object that holds the ID.</param>
    public NameOrIdArgumentAttribute(string propertyName)
    {
        this.propertyName = propertyName;
        identity = new IdentityArgumentAttribute(propertyName) { TakesNames = true };
    }

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Unwrapped.Of(inputData) is NameOrId made)
        {
            return made;
        }

        object? value = Unwrapped.Of(identity.Transform(engineIntrinsics, inputData));
        return value is IList list ? list.Cast<object?>().Select(Required).ToArray() : Required(value);
    }

    /// <summary>An object from the pipeline may lack the ID, as a user's event has no bot.</summary>
    private object? Required(object? item) => Unwrapped.Of(item) switch
    {
        null => null,
        ScriptBlock block => block,
        object value => NameOrId.From(value) ?? throw new ArgumentTransformationMetadataException(
            $"{ShownInput.Quote(value.ToString() ?? string.Empty)} is neither a valid {propertyName} nor a name. IDs are whole numbers of 1 or more."),
    };
}
