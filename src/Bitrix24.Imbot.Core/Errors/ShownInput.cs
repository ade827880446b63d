namespace Bitrix24.Imbot.Core.Errors;

/// <summary>What may be repeated of an input in an error.</summary>
internal static class ShownInput
{
    private const int LongestShown = 64;

    /// <summary>Webhook codes have this many characters; every other secret of a portal is longer.</summary>
    private const int ShortestSecret = 16;

    /// <summary>The input in quotes; not where it may be a secret that was pasted in the wrong place, or an address, which can hold a webhook's code.</summary>
    public static string Of(string input) =>
        input.Length > LongestShown || input.IndexOf('/') >= 0 || LooksSecret(input) ? "The text given" : $"'{input}'";

    /// <summary>Whether a text looks like a code or a token: many letters and digits in one piece, as no person makes up a name.</summary>
    public static bool LooksSecret(string input)
    {
        if (Guid.TryParse(input, out _))
        {
            return true;
        }

        int length = 0;
        bool hasDigit = false;
        bool found = false;
        foreach (char character in input)
        {
            bool isPart = char.IsLetterOrDigit(character);
            if (!isPart && character is not ('-' or '_'))
            {
                return false;
            }

            length = isPart ? length + 1 : 0;
            hasDigit = isPart && (hasDigit || char.IsDigit(character));
            found |= length >= ShortestSecret && hasDigit;
        }

        return found;
    }
}
