using System.Collections;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Converts an argument to a bot or slash command. Accepts its ID, its code or name, and objects that have the ID.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameOrIdArgumentAttribute(string propertyName) : ArgumentTransformationAttribute
{
    private readonly IdentityArgumentAttribute identity = new(propertyName) { AcceptsNames = true };

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Unwrapped.From(inputData) is NameOrId made)
        {
            return made;
        }

        object? value = Unwrapped.From(identity.Transform(engineIntrinsics, inputData));
        return value is IList list ? list.Cast<object?>().Select(Required).ToArray() : Required(value);
    }

    /// <summary>A pipeline object can lack the ID: a user event has no bot.</summary>
    private object? Required(object? item) => Unwrapped.From(item) switch
    {
        null => null,
        ScriptBlock block => block,
        object value => NameOrId.From(value) ?? throw new ArgumentTransformationMetadataException(
            $"{ShownInput.Quote(value.ToString() ?? string.Empty)} is neither a valid {propertyName} nor a name. An ID is a whole number greater than 0."),
    };
}
