using System.Management.Automation;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Takes an id of 1 or more, or none: an object from the pipeline may lack it, as a user's event has no bot, and a null would fail
/// <see cref="ValidateRangeAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalIdAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is long id and < 1)
        {
            throw new ValidationMetadataException($"{id} is no id; ids are 1 or more.");
        }
    }
}
