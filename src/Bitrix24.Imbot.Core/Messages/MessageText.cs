using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Checks the text of a message against the limits that the portal enforces without an error.</summary>
public static class MessageText
{
    /// <summary>Maximum length in characters (code points). The portal truncates longer texts (docs/portal/messages.md, "Text").</summary>
    public const int MaxLength = 20_000;

    /// <summary>Rejects a text that the portal would reject or truncate.</summary>
    /// <exception cref="B24Exception"><see cref="MessageErrors.MessageEmpty"/>, <see cref="MessageErrors.MessageTooLong"/>.</exception>
    public static string Require(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw MessageErrors.MessageEmpty.With("The message is empty.");
        }

        int length = LengthOf(text!.Trim());
        return length <= MaxLength
            ? text
            : throw MessageErrors.MessageTooLong.With($"The message has {length} characters. A portal stores at most {MaxLength}.");
    }

    /// <summary>Splits a text into parts that fit into a message, at line breaks or between words. A text that fits, or is empty, is one part.</summary>
    public static IReadOnlyList<string?> Split(string? text) => string.IsNullOrWhiteSpace(text) ? [text] : [.. TextSplitter.Split(text!.Trim(), MaxLength)];

    /// <summary>Length in code points, which the portal counts, and not in UTF-16 units.</summary>
    public static int LengthOf(string text) => CodePoints.Count(text);
}
