using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// The request line and headers of HTTP/1.1 (RFC 9112). Reading is strict: a request that two readers could interpret differently, for example with
/// two lengths, is refused.
/// </summary>
internal sealed class HttpHead(string method, string target, bool isOldVersion)
{
    private const string TokenSigns = "!#$%&'*+-.^_`|~";

    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The method as it was sent. All standard methods are in uppercase.</summary>
    public string Method { get; } = method;

    /// <summary>Path and query.</summary>
    public string Target { get; } = target;

    /// <summary>HTTP/1.0, which closes the connection by default and doesn't support chunks.</summary>
    public bool IsOldVersion { get; } = isOldVersion;

    /// <summary>Length of the body; null if it is chunked or there is none.</summary>
    public long? ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    /// <summary>Whether the client waits for permission to send the body.</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether another request can follow on the connection.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>A header; null if there is none.</summary>
    public string? Header(string name) => headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads the lines of a head, without the empty line at the end.</summary>
    /// <exception cref="HttpRefusal">400, 417, 431, 501 or 505.</exception>
    public static HttpHead Read(byte[] bytes, int start, int length, int maxHeaders)
    {
        for (int index = start; index < start + length; index++)
        {
            if (bytes[index] is 0 or >= 0x7F || (bytes[index] < 0x20 && bytes[index] is not ((byte)'\r' or (byte)'\n' or (byte)'\t')))
            {
                throw new HttpRefusal(400, "invalid characters in the request header");
            }
        }

        string[] lines = Encoding.ASCII.GetString(bytes, start, length).Split(["\r\n"], StringSplitOptions.None);
        if (lines.Length - 1 > maxHeaders)
        {
            throw new HttpRefusal(431, "too many headers");
        }

        HttpHead head = ReadRequestLine(lines[0]);
        foreach (string line in lines.Skip(1))
        {
            head.AddHeader(line);
        }

        head.Interpret();
        return head;
    }

    private static HttpHead ReadRequestLine(string line)
    {
        string[] parts = line.Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]) || parts[1].Length == 0 || parts[1][0] != '/' || line.IndexOfAny(['\r', '\n', '\t']) >= 0)
        {
            throw new HttpRefusal(400, "invalid request line");
        }

        return parts[2] switch
        {
            "HTTP/1.1" => new HttpHead(parts[0], parts[1], isOldVersion: false),
            "HTTP/1.0" => new HttpHead(parts[0], parts[1], isOldVersion: true),
            _ when parts[2].StartsWith("HTTP/", StringComparison.Ordinal) => throw new HttpRefusal(505, "unsupported HTTP version"),
            _ => throw new HttpRefusal(400, "invalid request line"),
        };
    }

    private void AddHeader(string line)
    {
        int colon = line.IndexOf(':');
        if (colon <= 0 || !IsToken(line.Substring(0, colon)) || line.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw new HttpRefusal(400, "invalid header");
        }

        string name = line.Substring(0, colon);
        string value = line.Substring(colon + 1).Trim(' ', '\t');
        headers[name] = headers.TryGetValue(name, out string? earlier) ? $"{earlier}, {value}" : value;
    }

    private void Interpret()
    {
        if (!IsOldVersion && Header("Host") is null)
        {
            throw new HttpRefusal(400, "the Host header is missing");
        }

        if (Header("Transfer-Encoding") is { } encoding)
        {
            if (IsOldVersion || Header("Content-Length") is not null)
            {
                throw new HttpRefusal(400, "two lengths of the body");
            }

            IsChunked = string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase)
                ? true
                : throw new HttpRefusal(501, "unsupported transfer encoding");
        }

        if (Header("Content-Length") is { } length)
        {
            // A value with a comma comes from two headers.
            ContentLength = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new HttpRefusal(400, "invalid length of the body");
        }

        if (Header("Expect") is { } expectation)
        {
            ExpectsContinue = string.Equals(expectation, "100-continue", StringComparison.OrdinalIgnoreCase)
                ? !IsOldVersion
                : throw new HttpRefusal(417, "unsupported expectation");
        }

        string[] wishes = [.. (Header("Connection") ?? string.Empty).Split(',').Select(wish => wish.Trim().ToLowerInvariant())];
        KeepsConnection = IsOldVersion ? wishes.Contains("keep-alive") : !wishes.Contains("close");
    }

    private static bool IsToken(string text) => text.Length > 0
        && text.All(sign => sign is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenSigns.IndexOf(sign) >= 0);
}
