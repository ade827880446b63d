using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Reads a form in PHP's notation, <c>data[message][text]=hi</c>, as the portal posts events (docs/portal/events.md, "Pushed events"). What PHP takes is taken; a form that is
/// larger in any way than an event can be is refused.
/// </summary>
internal static class FormReader
{
    /// <summary>Names at most; the largest event, with attachment and keyboard, has some thousands.</summary>
    public const int MaxPairs = 20_000;

    /// <summary>Brackets of one name at most: a dialog can be opened with data that is nested as deep as the portal writes.</summary>
    public const int MaxNesting = PortalJson.MaxDepth;

    /// <summary>Bytes of a character that is percent-encoded.</summary>
    private const int MaxEscapeLength = 3;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static FormMap Read(ArraySegment<byte> body)
    {
        byte[] bytes = body.Array!;
        int end = body.Offset + body.Count;
        FormMap form = new();
        int pairs = 0;
        for (int start = body.Offset; start < end;)
        {
            int stop = IndexOf(bytes, (byte)'&', start, end);
            if (stop > start)
            {
                if (++pairs > MaxPairs)
                {
                    throw EventErrors.EventUnreadable.With($"The form has more than {MaxPairs} fields.");
                }

                int equals = IndexOf(bytes, (byte)'=', start, stop);
                Set(form, Decode(bytes, start, equals), equals < stop ? Decode(bytes, equals + 1, stop) : string.Empty);
            }

            start = stop + 1;
        }

        return form;
    }

    /// <summary>
    /// The last value of a field, found without reading the rest: a form that is too large or too deep still says who sent it.
    /// </summary>
    /// <returns>Null where the field is missing.</returns>
    public static string? ValueOf(ArraySegment<byte> body, string name)
    {
        byte[] bytes = body.Array!;
        int end = body.Offset + body.Count;
        string? value = null;
        for (int start = body.Offset; start < end;)
        {
            int stop = IndexOf(bytes, (byte)'&', start, end);
            int equals = IndexOf(bytes, (byte)'=', start, stop);
            if (equals < stop && equals - start <= MaxEscapeLength * name.Length && Decode(bytes, start, equals) == name)
            {
                value = Decode(bytes, equals + 1, stop);
            }

            start = stop + 1;
        }

        return value;
    }

    private static void Set(FormMap form, string name, string value)
    {
        int bracket = name.IndexOf('[');
        if (bracket == 0 || name.Length == 0)
        {
            return;
        }

        FormMap map = form;
        string key = bracket < 0 ? name : name.Substring(0, bracket);
        int depth = 1;
        while (bracket > 0 && bracket < name.Length && name[bracket] == '[' && name.IndexOf(']', bracket) is > 0 and int end)
        {
            if (++depth > MaxNesting)
            {
                throw EventErrors.EventUnreadable.With($"The form is nested deeper than {MaxNesting} levels.");
            }

            map = map.Open(key);
            key = name.Substring(bracket + 1, end - bracket - 1);
            bracket = end + 1;
        }

        // Nobody can say what a bracket that does not close belongs to: it may have been that of a secret.
        if (bracket < 0 || bracket >= name.Length || name[bracket] != '[')
        {
            map.Set(key, value);
        }
    }

    private static int IndexOf(byte[] bytes, byte wanted, int start, int end)
    {
        int found = Array.IndexOf(bytes, wanted, start, end - start);
        return found < 0 ? end : found;
    }

    /// <summary>A plus is a blank; a percent sign that begins no byte stands for itself, and what is no UTF-8 becomes U+FFFD.</summary>
    private static string Decode(byte[] bytes, int start, int end)
    {
        byte[] decoded = new byte[end - start];
        int length = 0;
        for (int index = start; index < end; index++)
        {
            byte current = bytes[index];
            if (current == '+')
            {
                current = (byte)' ';
            }
            else if (current == '%' && index + 2 < end && DigitOf(bytes[index + 1]) is >= 0 and int high && DigitOf(bytes[index + 2]) is >= 0 and int low)
            {
                current = (byte)((high << 4) | low);
                index += 2;
            }

            decoded[length++] = current;
        }

        return Utf8.GetString(decoded, 0, length);
    }

    private static int DigitOf(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };
}
