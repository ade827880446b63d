using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Request line and headers of HTTP/1.1 (RFC 9112), read strictly: where two readers could take a request for different things, as with two lengths, it is
/// refused.
/// </summary>
internal sealed class HttpHead
{
    private const string TokenSigns = "!#$%&'*+-.^_`|~";

    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    private HttpHead(string method, string target, bool isOldVersion)
    {
        Method = method;
        Target = target;
        IsOldVersion = isOldVersion;
    }

    /// <summary>As it came, in capital letters for every method there is.</summary>
    public string Method { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    /// <summary>HTTP/1.0, which closes the connection unless told otherwise and knows no chunks.</summary>
    public bool IsOldVersion { get; }

    /// <summary>Length of the body; null where it comes in chunks, or where there is none.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Whether the client waits to be asked for the body.</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether a further request may come on the connection.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>Media type of the body without its parameters, in lower case; empty where none was named.</summary>
    public string MediaType => (Header("Content-Type") ?? string.Empty).Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A header; null where there is none.</summary>
    public string? Header(string name) => headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads the lines of a head, without the empty one behind them.</summary>
    /// <exception cref="HttpRefusal">400, 417, 431, 501 or 505.</exception>
    public static HttpHead Read(byte[] bytes, int start, int length, int mostHeaders)
    {
        for (int index = start; index < start + length; index++)
        {
            if (bytes[index] is 0 or >= 0x7F || (bytes[index] < 0x20 && bytes[index] is not ((byte)'\r' or (byte)'\n' or (byte)'\t')))
            {
                throw new HttpRefusal(400, "a head with signs that do not belong there");
            }
        }

        string[] lines = Encoding.ASCII.GetString(bytes, start, length).Split(["\r\n"], StringSplitOptions.None);
        if (lines.Length - 1 > mostHeaders)
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
            throw new HttpRefusal(400, "a request line that is none");
        }

        return parts[2] switch
        {
            "HTTP/1.1" => new HttpHead(parts[0], parts[1], isOldVersion: false),
            "HTTP/1.0" => new HttpHead(parts[0], parts[1], isOldVersion: true),
            _ when parts[2].StartsWith("HTTP/", StringComparison.Ordinal) => throw new HttpRefusal(505, "another version of HTTP"),
            _ => throw new HttpRefusal(400, "a request line that is none"),
        };
    }

    private void AddHeader(string line)
    {
        int colon = line.IndexOf(':');
        if (colon <= 0 || !IsToken(line.Substring(0, colon)) || line.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw new HttpRefusal(400, "a header that is none");
        }

        string name = line.Substring(0, colon);
        string value = line.Substring(colon + 1).Trim(' ', '\t');
        headers[name] = headers.TryGetValue(name, out string? earlier) ? $"{earlier}, {value}" : value;
    }

    private void Interpret()
    {
        if (!IsOldVersion && Header("Host") is null)
        {
            throw new HttpRefusal(400, "no header Host");
        }

        if (Header("Transfer-Encoding") is { } encoding)
        {
            if (IsOldVersion || Header("Content-Length") is not null)
            {
                throw new HttpRefusal(400, "two lengths of the body");
            }

            IsChunked = string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase)
                ? true
                : throw new HttpRefusal(501, "a transfer encoding that is not known");
        }

        if (Header("Content-Length") is { } length)
        {
            // Text with a comma is two lengths.
            ContentLength = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new HttpRefusal(400, "a length that is none");
        }

        if (Header("Expect") is { } expectation)
        {
            ExpectsContinue = string.Equals(expectation, "100-continue", StringComparison.OrdinalIgnoreCase)
                ? !IsOldVersion
                : throw new HttpRefusal(417, "an expectation that is not known");
        }

        string[] wishes = [.. (Header("Connection") ?? string.Empty).Split(',').Select(wish => wish.Trim().ToLowerInvariant())];
        KeepsConnection = IsOldVersion ? wishes.Contains("keep-alive") : !wishes.Contains("close");
    }

    private static bool IsToken(string text) => text.Length > 0
        && text.All(sign => sign is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenSigns.IndexOf(sign) >= 0);
}
