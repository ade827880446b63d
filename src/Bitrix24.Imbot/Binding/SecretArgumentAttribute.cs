using System.Management.Automation;
using System.Security;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets a secret be given as SecureString, as text, or as a credential whose password is meant: whatever <c>Get-Secret</c> returns.
/// An error never repeats the value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrapped(inputData) switch
    {
        null => null,
        SecureString secure => secure,
        PSCredential credential => credential.Password,
        string text => ToSecureString(text),
        Uri address => ToSecureString(address.OriginalString),
        object other => throw new ArgumentTransformationMetadataException($"a secret is given as SecureString or as text, and not as {other.GetType().Name}."),
    };

    private static object? Unwrapped(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static SecureString ToSecureString(string text)
    {
        SecureString secure = new();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
