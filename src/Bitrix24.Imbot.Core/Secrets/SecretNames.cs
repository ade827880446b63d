using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>Names of parameters and properties whose values are secrets.</summary>
internal static class SecretNames
{
    /// <summary>Secrets as any part of a name, as in ApiToken or DB_PASSWORD.</summary>
    public const string Parts =
        "password|passwd|passphrase|passcode|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|shared[_-]?key|account[_-]?key|signing[_-]?key"
        + "|encryption[_-]?key|connection[_-]?string|\u043F\u0430\u0440\u043E\u043B\u044C|\u0442\u043E\u043A\u0435\u043D|\u0441\u0435\u043A\u0440\u0435\u0442";

    /// <summary>Secrets only as a separate word, which excludes PassThru and Mapping.</summary>
    private const string Words = "pass|pwd|pin|otp|auth|authorization|cookie|bearer|sas";

    private static readonly Regex Part = new(Parts, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Words of a name end before an uppercase letter, a digit, or a symbol.</summary>
    private static readonly Regex Word = new(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> WordSet = new(Words.Split('|'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a value with this name is a secret. PassThru is excluded, because many commands have a switch with this name.</summary>
    public static bool Contain(string name) => Part.IsMatch(name)
        || (!string.Equals(name, "PassThru", StringComparison.OrdinalIgnoreCase) && Word.Matches(name).Cast<Match>().Any(word => WordSet.Contains(word.Value)));
}
