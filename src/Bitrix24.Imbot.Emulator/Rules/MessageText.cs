using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>What a portal makes of a message's text before it stores it (docs/portal/messages.md, "Text").</summary>
internal static class MessageText
{
    private const int MaxLength = 20_000;
    private const string CutMark = " (...)";

    /// <summary>Line breaks for [BR] and #BR#, trimmed, and cut to 20,000 characters when longer than those and the cut mark.</summary>
    public static string Prepare(string text)
    {
        string prepared = PhpText.Trim(text.Replace("[BR]", "\n").Replace("[br]", "\n").Replace("#BR#", "\n"));
        return CodePoints.Count(prepared) > MaxLength + CutMark.Length ? CodePoints.First(prepared, MaxLength) + CutMark : prepared;
    }
}
