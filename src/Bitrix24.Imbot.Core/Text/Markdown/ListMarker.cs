using System.Globalization;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>What an item of a list begins with: a bullet, or a number with a point or a parenthesis.</summary>
/// <param name="Delimiter">The bullet, or what stands behind the number.</param>
/// <param name="Number">The number; null for a bullet.</param>
/// <param name="Length">Characters.</param>
internal sealed record ListMarker(char Delimiter, int? Number, int Length)
{
    private const int MostDigits = 9;

    /// <summary>The marker at the beginning of this text, if there is one.</summary>
    public static ListMarker? At(string text)
    {
        int digits = 0;
        while (digits < text.Length && digits <= MostDigits && text[digits] is >= '0' and <= '9')
        {
            digits++;
        }

        bool isMarker = digits < text.Length && digits <= MostDigits
            && (digits == 0 ? text[0] is '*' or '+' or '-' : text[digits] is '.' or ')')
            && (digits + 1 == text.Length || text[digits + 1] is ' ' or '\t');
        return !isMarker ? null : new ListMarker(
            text[digits],
            digits == 0 ? null : int.Parse(text.Substring(0, digits), CultureInfo.InvariantCulture),
            digits + 1);
    }

    /// <summary>Whether an item with the other marker belongs to the same list.</summary>
    public bool IsOfSameList(ListMarker other) => Delimiter == other.Delimiter && Number.HasValue == other.Number.HasValue;
}
