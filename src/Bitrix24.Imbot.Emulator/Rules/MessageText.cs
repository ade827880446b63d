namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>Prepares the text of a message for storage, like a portal (docs/portal/messages.md, "Text").</summary>
internal static class MessageText
{
    private const int MaxLength = 20_000;
    private const string CutMark = " (...)";

    /// <summary>
    /// Replaces [BR] and #BR# with line breaks and trims the text. If the text is longer than 20,000 characters plus the cut mark, it is cut to
    /// 20,000 characters and marked.
    /// </summary>
    public static string Prepare(string text)
    {
        string prepared = PhpText.Trim(text.Replace("[BR]", "\n").Replace("[br]", "\n").Replace("#BR#", "\n"));
        return PhpText.Length(prepared) > MaxLength + CutMark.Length ? PhpText.First(prepared, MaxLength) + CutMark : prepared;
    }
}
