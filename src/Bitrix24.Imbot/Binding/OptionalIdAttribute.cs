namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Accepts an ID of 1 or more, or null, which <see cref="ValidateRangeAttribute"/> doesn't accept. A pipeline object can lack the ID: a user event has no bot.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalIdAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is long id and < 1)
        {
            throw new ValidationMetadataException($"{id} is not a valid ID. An ID is a whole number greater than 0.");
        }
    }
}
