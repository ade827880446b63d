using System.Collections;
using System.Management.Automation;

namespace Bitrix24.Imbot.Binding;

/// <summary>Lets an identity be given as id or as an object that has it: a chat for its dialog id, a message for its message id.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityArgumentAttribute : ArgumentTransformationAttribute
{
    private readonly string propertyName;

    /// <param name="propertyName">The property that holds the id.</param>
    public IdentityArgumentAttribute(string propertyName)
    {
        this.propertyName = propertyName;
    }

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IList list ? list.Cast<object?>().SelectMany(IdentitiesOf).ToArray() : IdentityOf(inputData);
    }

    /// <summary>An object can have several, as an event has the ids of its files.</summary>
    private IEnumerable<object?> IdentitiesOf(object? item) => IdentityOf(item) is IList several ? several.Cast<object?>() : [IdentityOf(item)];

    private object? IdentityOf(object? item) => item is null || item is string || item.GetType().IsPrimitive
        ? item
        : PSObject.AsPSObject(item).Properties[propertyName]?.Value ?? item;
}
