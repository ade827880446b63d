using System.Security.Cryptography;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Computes a short, deterministic key for a content.</summary>
internal static class ContentKey
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits.</summary>
    public static string Compute(byte[] content) => ToText(Hash(content));

    /// <summary>The 16 bytes of a key.</summary>
    public static byte[] Hash(byte[] content)
    {
        using SHA256 hash = SHA256.Create();
        return [.. hash.ComputeHash(content).Take(Bytes)];
    }

    /// <summary>Lowercase hexadecimal digits.</summary>
    public static string ToText(byte[] hash) => string.Concat(hash.Select(octet => $"{octet:x2}"));
}
