namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Checks dialog IDs: <c>chatN</c>, a user ID, or <c>sgN</c> for a workgroup chat (docs/portal/chats.md, "Dialog ID").</summary>
public static class DialogId
{
    private static readonly string[] Prefixes = ["chat", "sg", ""];

    /// <summary>The ID without surrounding white space.</summary>
    /// <exception cref="B24Exception"><see cref="ChatErrors.DialogIdInvalid"/>.</exception>
    public static string Require(string? text)
    {
        string id = (text ?? string.Empty).Trim();
        return IsValid(id) ? id : throw ChatErrors.DialogIdInvalid.With($"{ShownInput.Quote(id)} is not a valid dialog ID.");
    }

    /// <summary>Whether a text has the format of a dialog ID.</summary>
    internal static bool IsValid(string id)
    {
        string prefix = Prefixes.First(candidate => id.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
        string number = id.Substring(prefix.Length);
        return number.Length is > 0 and <= 18 && number[0] != '0' && number.All(IsDigit);
    }

    /// <summary>Whether the ID is that of a private dialog: a number, possibly with surrounding white space.</summary>
    internal static bool IsPrivate(string id) => id.Trim() is { Length: > 0 } number && number.All(IsDigit);

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
