using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Computes a short, deterministic key for a content.</summary>
internal static class ContentKey
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits.</summary>
    public static string Compute(byte[] content)
    {
        using SHA256 hash = SHA256.Create();
        byte[] sum = hash.ComputeHash(content);
        StringBuilder text = new(Bytes * 2);
        for (int index = 0; index < Bytes; index++)
        {
            text.Append(sum[index].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
