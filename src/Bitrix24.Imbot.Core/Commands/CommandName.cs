using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Commands;

/// <summary>A slash command's name. The portal takes any text, and then finds in a message only what ends at the first blank (docs/portal/commands.md, "Command lines").</summary>
public static class CommandName
{
    /// <summary>The name without its slash.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.CommandNameInvalid"/>.</exception>
    public static string Require(string? text)
    {
        string given = (text ?? string.Empty).Trim();
        string name = given.StartsWith("/", StringComparison.Ordinal) ? given.Substring(1) : given;
        return name.Length > 0 && !name.Any(char.IsWhiteSpace)
            ? name
            : throw ErrorKinds.CommandNameInvalid.With($"'{text}' cannot be the name of a command.");
    }
}
