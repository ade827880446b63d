using System.Globalization;
using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// What an offset store knows: below which event all are done, and when the last of them happened. Written as a line of fixed length with a
/// check sum, so that half a line is told from a whole one.
/// </summary>
internal readonly struct OffsetSlot
{
    /// <summary>Bytes of a line, its line break included.</summary>
    public const int Length = 128;

    private const int SumLength = 8;
    private const int TextLength = Length - SumLength - 2;

    public OffsetSlot(long offset, DateTimeOffset? date)
    {
        Offset = offset;
        Date = date;
    }

    /// <summary>Every event below it is done.</summary>
    public long Offset { get; }

    /// <summary>When the last of them happened; null where the portal did not tell.</summary>
    public DateTimeOffset? Date { get; }

    public byte[] ToLine()
    {
        string text = FormattableString.Invariant($"{{\"offset\":{Offset},\"date\":\"{Date?.UtcDateTime:O}\"}}").PadRight(TextLength);
        return Encoding.ASCII.GetBytes($"{text} {SumOf(text)}\n");
    }

    /// <summary>Reads a line; null where it is not whole.</summary>
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

    /// <summary>FNV-1a: enough to notice a line that was cut.</summary>
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
