using System.Management.Automation;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets a secret be given as SecureString, as text, or as a credential whose password is meant: whatever <c>Get-Secret</c> returns.
/// An error never repeats the value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether null counts as an empty secret, which is refused, and not as none: a variable that is not set must not change what is done.</summary>
    public bool RefusesNull { get; set; }

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = Unwrapped.Of(inputData);
        if (given is null)
        {
            return RefusesNull ? SecretConversion.ToSecureString(string.Empty) : null;
        }

        return SecretConversion.Find(given)
            ?? throw new ArgumentTransformationMetadataException($"a secret is given as SecureString or as text, and not as {given.GetType().Name}.");
    }
}
