using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// An entry of the offset store: the offset below which all events are done, and the date of the last of them. It is a line of fixed length with a
/// checksum, so that an incomplete line is detected.
/// </summary>
/// <param name="Offset">All events below this number are done.</param>
/// <param name="Date">The date of the last finished event; null if the portal did not specify it.</param>
internal readonly record struct OffsetSlot(long Offset, DateTimeOffset? Date)
{
    /// <summary>Length of a line in bytes, including its line break.</summary>
    public const int Length = 128;

    private const int SumLength = 8;
    private const int TextLength = Length - SumLength - 2;

    public byte[] ToLine()
    {
        string text = FormattableString.Invariant($"{{\"offset\":{Offset},\"date\":\"{Date?.UtcDateTime:O}\"}}").PadRight(TextLength);
        return Encoding.ASCII.GetBytes($"{text} {SumOf(text)}\n");
    }

    /// <summary>Reads a line; null if it is incomplete.</summary>
    public static OffsetSlot? Read(byte[] file, int start)
    {
        if (file.Length < start + Length)
        {
            return null;
        }

        string line = Encoding.ASCII.GetString(file, start, Length);
        string text = line.Substring(0, TextLength);
        if (line.Substring(TextLength + 1, SumLength) != SumOf(text))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Number("offset") is { } offset and > 0 ? new OffsetSlot(offset, document.RootElement.Date("date")) : null;
    }

    /// <summary>FNV-1a is sufficient to detect an incomplete line.</summary>
    private static string SumOf(string text)
    {
        uint sum = 2166136261;
        foreach (char character in text)
        {
            sum = unchecked((sum ^ character) * 16777619);
        }

        return sum.ToString("x8", CultureInfo.InvariantCulture);
    }
}
