using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Addresses that a message may link to: http and https, nothing that could run.</summary>
internal static class WebAddress
{
    /// <summary>A longer one would not survive the splitting of a message.</summary>
    private const int MaxAddressLength = 2_000;

    private static readonly string[] Starts = ["https://", "http://"];

    public static bool IsOne(string address) =>
        Array.Exists(Starts, start => address.Length > start.Length && address.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The address as the value of a BB code, which nothing in it can end: brackets, blanks and control characters are written as their bytes.
    /// Null where it cannot be one.
    /// </summary>
    public static string? AsValue(string address)
    {
        if (!IsOne(address) || address.Length > MaxAddressLength)
        {
            return null;
        }

        StringBuilder value = new(address.Length);
        bool hasFragment = false;
        foreach (char character in address)
        {
            // A second number sign is nothing an address has, but with the first it could be the portal's #BR#.
            bool mustBeEncoded = character is '[' or ']' or '"' || char.IsControl(character) || char.IsWhiteSpace(character)
                || (character == '#' && hasFragment);
            hasFragment = hasFragment || character == '#';
            if (mustBeEncoded)
            {
                foreach (byte part in Encoding.UTF8.GetBytes([character]))
                {
                    value.Append('%').Append(part.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                value.Append(character);
            }
        }

        return value.Length <= MaxAddressLength ? value.ToString() : null;
    }
}
