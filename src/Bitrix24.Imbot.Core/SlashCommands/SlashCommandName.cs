namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary>
/// Checks the name of a slash command. The portal accepts any text, but in a message it recognizes only a name that ends at the first space
/// (docs/portal/commands.md, "Command lines").
/// </summary>
public static class SlashCommandName
{
    /// <summary>Maximum length of a name, a title, and a parameter text (docs/portal/commands.md, "Register a command").</summary>
    public const int MaxLength = 255;

    /// <summary>The name without its slash.</summary>
    /// <exception cref="B24Exception"><see cref="SlashCommandErrors.CommandNameInvalid"/>.</exception>
    public static string Require(string? text)
    {
        string given = (text ?? string.Empty).Trim();
        string name = given.StartsWith("/", StringComparison.Ordinal) ? given.Substring(1) : given;
        return name.Length is > 0 and <= MaxLength && !name.Any(char.IsWhiteSpace)
            ? name
            : throw SlashCommandErrors.CommandNameInvalid.With($"{ShownInput.Quote(text ?? string.Empty)} is not a valid slash command name.");
    }
}
