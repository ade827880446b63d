using System.Net;
using System.Security;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Converts the values that <c>Get-Secret</c> returns to SecureString.</summary>
internal static class SecretConversion
{
    /// <summary>Converts a SecureString, a text, a URI, or the password of a credential; returns null for anything else.</summary>
    public static SecureString? Find(object? input) => Unwrapped.From(input) switch
    {
        SecureString secure => secure,
        PSCredential credential => credential.Password,
        string text => ToSecureString(text),
        Uri address => ToSecureString(address.OriginalString),
        _ => null,
    };

    public static SecureString ToSecureString(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
