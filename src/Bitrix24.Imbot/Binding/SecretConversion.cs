using System.Management.Automation;
using System.Security;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Takes a secret in whatever form <c>Get-Secret</c> returns it.</summary>
internal static class SecretConversion
{
    /// <summary>A SecureString, a text, an address, or the password of a credential; null for anything else.</summary>
    public static SecureString? Find(object? input) => Unwrapped.Of(input) switch
    {
        SecureString secure => secure,
        PSCredential credential => credential.Password,
        string text => ToSecureString(text),
        Uri address => ToSecureString(address.OriginalString),
        _ => null,
    };

    /// <summary>A text as SecureString.</summary>
    public static SecureString ToSecureString(string text)
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
