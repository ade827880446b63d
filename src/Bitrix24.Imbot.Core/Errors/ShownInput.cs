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

    /// <summary>
    /// Whether a text looks like a code or a token: a GUID, or many letters and digits in one piece that change more than once. A name with a number at its
    /// end, such as <c>chat123</c>, changes once.
    /// </summary>
    public static bool LooksSecret(string input)
    {
        if (Guid.TryParse(input, out _))
        {
            return true;
        }

        bool found = false;
        foreach (string part in input.Split('-', '_'))
        {
            if (!part.All(char.IsLetterOrDigit))
            {
                return false;
            }

            int changes = part.Skip(1).Zip(part, (current, previous) => char.IsDigit(current) != char.IsDigit(previous)).Count(changed => changed);
            found |= part.Length >= ShortestSecret && changes > 1;
        }

        return found;
    }
}
