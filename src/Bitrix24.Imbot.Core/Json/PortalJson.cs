using System.Buffers.Text;
using System.Text;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// Reads JSON from a portal, including the parts that are saved locally. Received JSON is repaired first: the reader accepts invalid UTF-8 and
/// unpaired surrogate escapes, but code that later reads or writes such a text would throw. A single bad character in an event would then stop a bot
/// permanently.
/// </summary>
internal static class PortalJson
{
    /// <summary>The maximum depth that PHP's json_encode writes. It is small enough for every stack.</summary>
    public const int MaxDepth = 512;

    private const int EscapeLength = 6;

    /// <summary>Options for reading such JSON.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Repairs and parses received JSON.</summary>
    /// <exception cref="JsonException">The content is not JSON.</exception>
    public static JsonDocument Parse(byte[] content) => JsonDocument.Parse(Repaired(content), Options);

    /// <summary>
    /// The index of the first byte that is neither white space nor part of a byte order mark; <paramref name="end"/> if there is none.
    /// </summary>
    public static int FirstVisible(byte[] content, int start, int end)
    {
        while (start < end)
        {
            if (IsBlank(content[start]))
            {
                start++;
            }
            else if (content.AsSpan(start, end - start).StartsWith(ByteOrderMark))
            {
                start += ByteOrderMark.Length;
            }
            else
            {
                break;
            }
        }

        return start;
    }

    /// <summary>Whether a byte is JSON white space.</summary>
    public static bool IsBlank(byte sign) => sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>
    /// Replaces invalid UTF-8 and unpaired surrogate escapes with U+FFFD. Byte order marks at the start are removed, because the parser rejects them;
    /// each PHP script of a portal that was saved with one adds another.
    /// </summary>
    private static byte[] Repaired(byte[] content)
    {
        int start = FirstVisible(content, 0, content.Length);
        byte[] bare = start > 0 ? content.AsSpan(start).ToArray() : content;
        byte[] valid = IsValid(bare) ? bare : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bare));
        byte[] repaired = valid;
        for (int index = NextEscape(valid, 0); index >= 0;)
        {
            int unit = UnitAt(valid, index);
            if (IsHigh(unit) && IsLow(UnitAt(valid, index + EscapeLength)))
            {
                index = NextEscape(valid, index + (2 * EscapeLength));
                continue;
            }

            if (IsHigh(unit) || IsLow(unit))
            {
                repaired = ReferenceEquals(repaired, valid) ? (byte[])valid.Clone() : repaired;
                Encoding.ASCII.GetBytes("fffd", 0, 4, repaired, index + 2);
            }

            index = NextEscape(valid, index + 2);
        }

        return repaired;
    }

    private static int NextEscape(byte[] content, int from) => from < content.Length ? Array.IndexOf(content, (byte)'\\', from) : -1;

    /// <summary>The UTF-16 unit of the escape at this index; -1 if there is none.</summary>
    private static int UnitAt(byte[] content, int index) =>
        index + EscapeLength <= content.Length && content[index] == '\\' && content[index + 1] == 'u'
        && Utf8Parser.TryParse(content.AsSpan(index + 2, 4), out ushort unit, out int digits, 'x') && digits == 4
            ? unit
            : -1;

    private static bool IsHigh(int unit) => unit is >= 0xD800 and <= 0xDBFF;

    private static bool IsLow(int unit) => unit is >= 0xDC00 and <= 0xDFFF;

    private static bool IsValid(byte[] content)
    {
        try
        {
            Strict.GetCharCount(content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
