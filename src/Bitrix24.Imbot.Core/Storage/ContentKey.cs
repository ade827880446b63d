using System.Security.Cryptography;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Computes a short, deterministic key for a content.</summary>
internal static class ContentKey
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits.</summary>
    public static string Compute(byte[] content)
    {
        using SHA256 hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(content).Take(Bytes).Select(octet => $"{octet:x2}"));
    }
}
