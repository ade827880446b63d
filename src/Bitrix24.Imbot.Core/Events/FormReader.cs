using System.Net;
using System.Text;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Reads a form in PHP notation, <c>data[message][text]=hi</c>, which the portal uses for pushed events (docs/portal/events.md, "Pushed events").
/// Accepts what PHP accepts, but rejects forms that exceed the size of any event.
/// </summary>
internal static class FormReader
{
    /// <summary>Maximum number of fields. The largest event, with an attachment and a keyboard, has a few thousand.</summary>
    public const int MaxPairs = 20_000;

    /// <summary>Maximum nesting of a name. A dialog can be opened with data of any depth that the portal can write.</summary>
    public const int MaxNesting = PortalJson.MaxDepth;

    /// <summary>Length of one percent-encoded byte.</summary>
    private const int MaxEscapeLength = 3;

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

    /// <summary>Finds the last value of a field without parsing the rest, so that the sender of an oversized form is still known.</summary>
    /// <returns>Null if the field is missing.</returns>
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

        // A bracket that isn't closed makes the name ambiguous. The value might be a secret, so it is dropped.
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

    /// <summary>A plus sign is a space. An invalid percent sign is kept, and invalid UTF-8 becomes U+FFFD.</summary>
    private static string Decode(byte[] bytes, int start, int end) =>
        Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, start, end - start));
}
