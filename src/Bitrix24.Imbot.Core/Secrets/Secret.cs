using System.Runtime.InteropServices;
using System.Security;

namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>
/// A secret value: webhook code, bot token, access or refresh token, or client secret. It has no public property, and its text is <c>***</c>, so that
/// formatters, logs, and serializers can't show it.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private const string Mask = "***";

    private readonly string value;

    private Secret(string value)
    {
        this.value = value;
    }

    /// <summary>Number of characters.</summary>
    internal int Length => value.Length;

    /// <summary>Creates a secret from a text; removes white space at both ends. Null for null.</summary>
    public static Secret? FromText(string? text) => text is null ? null : new Secret(PastedText.Trimmed(text));

    /// <summary>Creates a secret from a <see cref="SecureString"/>. Null for null.</summary>
    public static Secret? FromSecureString(SecureString? text)
    {
        if (text is null)
        {
            return null;
        }

        IntPtr characters = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            return FromText(Marshal.PtrToStringUni(characters, text.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(characters);
        }
    }

    /// <summary>The value. Use it only to send or store the secret.</summary>
    public string Reveal() => value;

    /// <summary>Replaces all occurrences of this secret in a text with <c>***</c>.</summary>
    internal string Scrub(string text)
    {
        // A very short secret would match ordinary words.
        return value.Length < 4 ? text : text.Replace(value, Mask).Replace(Uri.EscapeDataString(value), Mask);
    }

    /// <inheritdoc />
    public bool Equals(Secret? other) => other is not null && string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(value);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => Mask;
}
