using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Decides which input an error message can repeat. It must not repeat a code or token that was pasted in the wrong place.</summary>
internal static class ShownInput
{
    private const int MaxShown = 64;

    /// <summary>Length of a webhook code. All other secrets of a portal are longer.</summary>
    private const int MinSecret = 16;

    /// <summary>
    /// Words in names have about five letters or more. Random text alternates more often between letters and digits, or lowercase and uppercase.
    /// </summary>
    private const int MinWord = 5;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>A URL, with or without its scheme. It can contain a webhook code.</summary>
    private static readonly Regex Address = new(@"://|(^|/)rest/[0-9]+/", Options);

    /// <summary>A dialog ID, a number, an email address, or a local path. These can contain a GUID without being a secret.</summary>
    private static readonly Regex Harmless = new(
        @"^((chat|sg)?[0-9]+|[^@\s]+@[^@\s]+\.[a-z]{2,}|(/[a-z]{2,}/|~/|\.{1,2}[/\\]|[a-z]:[/\\]|\\\\).*)$", Options | RegexOptions.Singleline);

    private static readonly Regex UniqueId = new("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", Options);

    /// <summary>The characters of base64, base64url, and other codes and tokens.</summary>
    private static readonly Regex Run = new(@"[a-z0-9+/=_.:~-]+", Options);

    /// <summary>Host names can contain digits in any position, as in <c>b24-x7k2m9.example.com</c>.</summary>
    private static readonly Regex Host = new(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant);

    /// <summary>The input in single quotes. Long input, and input that may be a secret, is replaced by three asterisks.</summary>
    public static string Quote(string input) => input.Length > MaxShown || LooksSecret(input) ? "'***'" : $"'{input}'";

    /// <summary>Whether a text may be or contain a code or a token. In case of doubt, names are hidden too.</summary>
    public static bool LooksSecret(string input)
    {
        string text = input.Trim();
        return Address.IsMatch(text)
            || (!Harmless.IsMatch(text) && (UniqueId.IsMatch(text) || Run.Matches(text).Cast<Match>().Any(run => IsSecretRun(run.Value))));
    }

    /// <summary>Replaces each part of a text that may be a code or a token with three asterisks.</summary>
    public static string WithoutSecrets(string text) =>
        Run.Replace(text, run => run.Value.Length >= MinSecret && !Harmless.IsMatch(run.Value) && (UniqueId.IsMatch(run.Value) || IsSecretRun(run.Value)) ? "***" : run.Value);

    private static bool IsSecretRun(string run)
    {
        string[] pieces = run.Split('+', '/', '=', '_', '.', ':', '~', '-');
        return pieces.Any(IsSecretPiece) || (!Host.IsMatch(run) && IsRestless(pieces));
    }

    /// <summary>A piece is a secret if it mixes letters and digits, or has too few vowels to be words.</summary>
    private static bool IsSecretPiece(string piece)
    {
        int digits = piece.Count(char.IsDigit);
        return piece.Length >= MinSecret && digits < piece.Length && (digits > 0 || piece.Count(letter => "aeiouyAEIOUY".IndexOf(letter) >= 0) * 4 < piece.Length);
    }

    /// <summary>Whether several short pieces together look like one random text.</summary>
    private static bool IsRestless(string[] pieces)
    {
        int length = pieces.Sum(piece => piece.Length);
        int changes = pieces.Sum(piece => piece.Skip(1).Zip(piece, IsChange).Count(isChange => isChange));
        return length >= MinSecret && changes * MinWord >= length;
    }

    /// <summary>An uppercase letter before a lowercase one begins a word and isn't counted.</summary>
    private static bool IsChange(char current, char previous) =>
        char.IsDigit(current) != char.IsDigit(previous) || (char.IsLower(previous) && char.IsUpper(current));
}
