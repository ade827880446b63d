using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The text of a message, and the limits that the portal enforces without a word.</summary>
public static class MessageText
{
    /// <summary>Characters (code points) that a message keeps; the rest is cut by the portal (docs/portal/messages.md, "Text").</summary>
    public const int MaxLength = 20_000;

    /// <summary>Refuses a text that the portal would refuse or cut.</summary>
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
            : throw MessageErrors.MessageTooLong.With($"The message has {length} characters, and a portal keeps {MaxLength}.");
    }

    /// <summary>The parts of a text, each of which a message keeps, cut at lines, else between words; a text that fits, and an empty one, is one part.</summary>
    public static IReadOnlyList<string?> Split(string? text) => string.IsNullOrWhiteSpace(text) ? [text] : [.. TextSplitter.Split(text!.Trim(), MaxLength)];

    /// <summary>Length as the portal counts it: in code points, not in UTF-16 units.</summary>
    public static int LengthOf(string text) => CodePoints.Count(text);
}
