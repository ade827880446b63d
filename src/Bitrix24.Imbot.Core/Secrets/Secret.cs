using System.Runtime.InteropServices;
using System.Security;

namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>
/// A value that must not be seen: webhook code, bot token, access and refresh token, client secret.
/// It has no public property, and its text is <c>***</c>, so that no formatter, log or serializer can show it.
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

    /// <summary>Takes a text as a secret; blanks at both ends are cut. Null for null.</summary>
    public static Secret? FromText(string? text) => text is null ? null : new Secret(PastedText.Trimmed(text));

    /// <summary>Takes the content of a <see cref="SecureString"/> as a secret. Null for null.</summary>
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

    /// <summary>The value itself. Only for the place that sends or stores it.</summary>
    public string Reveal() => value;

    /// <summary>Replaces every occurrence of this secret in a text by <c>***</c>.</summary>
    internal string Scrub(string text)
    {
        // A very short secret would blank out ordinary words, and hides nothing.
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
