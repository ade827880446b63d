namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>The parts that parse_url() finds; null for parts that the URL doesn't have.</summary>
internal sealed record PhpUrl(string? Scheme, string? Host, string? Path, string? Query)
{
    private const int MaxPort = 65535;
    private const int MaxPortDigits = 5;

    /// <summary>Parses a URL. Returns null for a URL that PHP calls seriously malformed. Control characters become underscores.</summary>
    public static PhpUrl? Parse(string address)
    {
        int colon = address.IndexOf(':');
        if (colon > 0 && address[..colon].All(IsOfScheme))
        {
            return WithScheme(address, colon);
        }

        int beforeQuery = address.IndexOfAny(['?', '#']);
        bool mayBePort = colon == 0 || (colon > 0 && colon + 1 < address.Length && (beforeQuery < 0 || colon < beforeQuery));
        return mayBePort ? WithPort(address, colon) : IsRelativeToScheme(address) ? WithHost(null, address[2..]) : Rest(null, null, address);
    }

    private static PhpUrl? WithScheme(string address, int colon)
    {
        string scheme = address[..colon];
        string after = address[(colon + 1)..];
        if (after.Length == 0)
        {
            return new PhpUrl(Clean(scheme), null, null, null);
        }

        if (!after.StartsWith('/'))
        {
            int digits = Digits(after, MaxPortDigits + 1);
            return digits <= MaxPortDigits && (digits == after.Length || after[digits] == '/')
                ? WithPort(address, colon)
                : Rest(scheme, null, after);
        }

        if (!after.StartsWith("//", StringComparison.Ordinal))
        {
            return Rest(scheme, null, after);
        }

        string authority = after[2..];
        if (scheme.Equals("file", StringComparison.OrdinalIgnoreCase) && authority.StartsWith('/'))
        {
            // The root of file:///c:/folder is its drive letter.
            return Rest(scheme, null, authority.Length > 2 && authority[2] == ':' ? authority[1..] : authority);
        }

        return WithHost(scheme, authority);
    }

    private static PhpUrl? WithPort(string address, int colon)
    {
        string after = address[(colon + 1)..];
        int digits = Digits(after, MaxPortDigits + 1);
        if (digits is > 0 and <= MaxPortDigits && (digits == after.Length || after[digits] == '/'))
        {
            return IsPort(after[..digits]) ? WithHost(null, IsRelativeToScheme(address) ? address[2..] : address) : null;
        }

        if (after.Length == 0)
        {
            return null;
        }

        return IsRelativeToScheme(address) ? WithHost(null, address[2..]) : Rest(null, null, address);
    }

    private static PhpUrl? WithHost(string? scheme, string text)
    {
        int end = text.IndexOfAny(['/', '?', '#']);
        string authority = end < 0 ? text : text[..end];
        string host = authority[(authority.LastIndexOf('@') + 1)..];
        int port = host.StartsWith('[') && host.EndsWith(']') ? -1 : host.LastIndexOf(':');
        if (port >= 0)
        {
            string number = host[(port + 1)..];
            if (number.Length > 0 && !IsPort(number))
            {
                return null;
            }

            host = host[..port];
        }

        return host.Length == 0 ? null
            : end < 0 ? new PhpUrl(Clean(scheme), Clean(host), null, null)
            : Rest(scheme, host, text[end..]);
    }

    private static PhpUrl Rest(string? scheme, string? host, string text)
    {
        string beforeFragment = text.Split('#', 2)[0];
        string[] parts = beforeFragment.Split('?', 2);
        string? path = parts[0].Length > 0 || text.Length == 0 ? parts[0] : null;
        return new PhpUrl(Clean(scheme), Clean(host), Clean(path), Clean(parts.Length > 1 ? parts[1] : null));
    }

    private static bool IsRelativeToScheme(string address) => address.StartsWith("//", StringComparison.Ordinal);

    private static bool IsOfScheme(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '.' or '-';

    private static bool IsPort(string text) => text.Length <= MaxPortDigits && Digits(text, text.Length) > 0
        && PhpNumber.ToInteger(text) is >= 0 and <= MaxPort;

    private static int Digits(string text, int max) => text.Take(max).TakeWhile(char.IsAsciiDigit).Count();

    private static string? Clean(string? part) =>
        part is null ? null : string.Concat(part.Select(character => character is < ' ' or '\x7F' ? '_' : character));
}
