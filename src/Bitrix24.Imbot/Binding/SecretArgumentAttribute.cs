using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Converts an argument to a SecureString. Accepts everything that <c>Get-Secret</c> returns: a SecureString, a text, or a credential with its password. Errors never
/// contain the value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether null becomes an empty secret, which the cmdlet refuses. Otherwise, a variable that isn't set would silently omit the parameter.</summary>
    public bool RefusesNull { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = Unwrapped.From(inputData);
        if (given is null)
        {
            return RefusesNull ? SecretConversion.ToSecureString(string.Empty) : null;
        }

        return SecretConversion.Find(given)
            ?? throw new ArgumentTransformationMetadataException($"A value of type {given.GetType().Name} can't be used as a secret. Specify a SecureString, a text, or a credential.");
    }
}
