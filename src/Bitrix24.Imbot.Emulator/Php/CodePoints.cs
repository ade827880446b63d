namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>Counts and cuts by Unicode characters, like mb_strlen() and mb_substr().</summary>
internal static class CodePoints
{
    public static int Count(string text) => text.EnumerateRunes().Count();

    public static string First(string text, int count) => text[..text.EnumerateRunes().Take(count).Sum(rune => rune.Utf16SequenceLength)];
}
