using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>What an error may repeat of an input: not what may be a code or a token that was pasted in the wrong place.</summary>
internal static class ShownInput
{
    private const int MaxShown = 64;

    /// <summary>Webhook codes have this many characters; every other secret of a portal is longer.</summary>
    private const int MinSecret = 16;

    /// <summary>Words of names have about five letters and more; a random text changes between letters and digits, or small and capital letters, more often.</summary>
    private const int MinWord = 5;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>An address, which can hold a webhook's code, with or without its scheme.</summary>
    private static readonly Regex Address = new(@"://|(^|/)rest/[0-9]+/", Options);

    /// <summary>A dialog ID, a number, an e-mail address, or a path of this machine, which can hold a GUID without being a secret.</summary>
    private static readonly Regex Harmless = new(
        @"^((chat|sg)?[0-9]+|[^@\s]+@[^@\s]+\.[a-z]{2,}|(/[a-z]{2,}/|~/|\.{1,2}[/\\]|[a-z]:[/\\]|\\\\).*)$", Options | RegexOptions.Singleline);

    private static readonly Regex UniqueId = new("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", Options);

    /// <summary>The characters of base64, base64url and what else codes and tokens are made of.</summary>
    private static readonly Regex Run = new(@"[a-z0-9+/=_.:~-]+", Options);

    /// <summary>Host names have digits at odd places, as in <c>b24-x7k2m9.example.com</c>.</summary>
    private static readonly Regex Host = new(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant);

    /// <summary>The input in single quotes, and three asterisks instead of a long one and of one that may be a secret.</summary>
    public static string Quote(string input) => input.Length > MaxShown || LooksSecret(input) ? "'***'" : $"'{input}'";

    /// <summary>Whether a text may be or contain a code or a token. The rules err on the side of hiding a name.</summary>
    public static bool LooksSecret(string input)
    {
        string text = input.Trim();
        return Address.IsMatch(text)
            || (!Harmless.IsMatch(text) && (UniqueId.IsMatch(text) || Run.Matches(text).Cast<Match>().Any(run => IsSecretRun(run.Value))));
    }

    /// <summary>The text with three asterisks instead of each part that may be a code or a token.</summary>
    public static string WithoutSecrets(string text) =>
        Run.Replace(text, run => run.Value.Length >= MinSecret && !Harmless.IsMatch(run.Value) && (UniqueId.IsMatch(run.Value) || IsSecretRun(run.Value)) ? "***" : run.Value);

    private static bool IsSecretRun(string run)
    {
        string[] pieces = run.Split('+', '/', '=', '_', '.', ':', '~', '-');
        return pieces.Any(IsSecretPiece) || (!Host.IsMatch(run) && IsRestless(pieces));
    }

    /// <summary>Letters and digits in one piece, of which a code consists, or many letters with so few vowels that they are not words.</summary>
    private static bool IsSecretPiece(string piece)
    {
        int digits = piece.Count(char.IsDigit);
        return piece.Length >= MinSecret && digits < piece.Length && (digits > 0 || piece.Count(letter => "aeiouyAEIOUY".IndexOf(letter) >= 0) * 4 < piece.Length);
    }

    /// <summary>Whether pieces that are short for themselves are those of one random text.</summary>
    private static bool IsRestless(string[] pieces)
    {
        int length = pieces.Sum(piece => piece.Length);
        int changes = pieces.Sum(piece => piece.Skip(1).Zip(piece, IsChange).Count(isChange => isChange));
        return length >= MinSecret && changes * MinWord >= length;
    }

    /// <summary>A capital letter before a small one begins a word and is not counted.</summary>
    private static bool IsChange(char current, char previous) =>
        char.IsDigit(current) != char.IsDigit(previous) || (char.IsLower(previous) && char.IsUpper(current));
}
