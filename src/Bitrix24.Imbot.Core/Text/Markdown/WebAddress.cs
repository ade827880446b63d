using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>URLs that a message can link to: only http and https, so that a link can't run anything.</summary>
internal static class WebAddress
{
    /// <summary>A longer URL can't be kept intact when a message is split.</summary>
    private const int MaxAddressLength = 2_000;

    private static readonly string[] Starts = ["https://", "http://"];

    public static bool IsOne(string address) =>
        Array.Exists(Starts, start => address.Length > start.Length && address.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The URL as the value of a BB code. Brackets, white space, and control characters are percent-encoded, so that they can't end the code. Null if
    /// the URL is not valid.
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
            // A second number sign is not valid in a URL, and together with the first one it could form the portal's #BR# code.
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
