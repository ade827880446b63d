using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>Prepares the text of a message as a portal does before it stores it (docs/portal/messages.md, "Text").</summary>
internal static class MessageText
{
    private const int MaxLength = 20_000;
    private const string CutMark = " (...)";

    /// <summary>Replaces [BR] and #BR# with line breaks, trims the text, and cuts it to 20,000 characters if it is longer than that and the cut mark.</summary>
    public static string Prepare(string text)
    {
        string prepared = PhpText.Trim(text.Replace("[BR]", "\n").Replace("[br]", "\n").Replace("#BR#", "\n"));
        return CodePoints.Count(prepared) > MaxLength + CutMark.Length ? CodePoints.First(prepared, MaxLength) + CutMark : prepared;
    }
}
