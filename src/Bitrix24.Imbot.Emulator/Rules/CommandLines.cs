using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Finds the commands in a text. Every line that starts with a slash can be one (docs/portal/commands.md, "Command lines",
/// tests/Facts/oracle/command-lines.json).
/// </summary>
internal static partial class CommandLines
{
    public const int MaxExecuted = 10;

    /// <summary>
    /// Gets all matches of commands that the author may call in the chat, in order of the lines; null for a built-in command. Names are compared as
    /// with PHP's ==.
    /// </summary>
    public static IReadOnlyList<(SlashCommand? Command, string Parameters)> Find(PortalState portal, Chat chat, int authorId, string text)
    {
        bool isExtranet = portal.FindUser(authorId) is { IsExtranet: true };
        List<(SlashCommand? Command, string Parameters)> found = [];
        foreach (Match line in Line().Matches(text))
        {
            // The portal also removes a second slash.
            string name = line.Groups[1].Value is ['/', .. string rest] ? rest : line.Groups[1].Value;
            if (name.Length == 0)
            {
                continue;
            }

            string parameters = line.Groups[2].Value;
            if (BuiltInCommands.All.Any(builtIn => PhpText.IsLooselyEqual(builtIn.Name, name)))
            {
                found.Add((null, parameters));
            }

            found.AddRange(portal.Commands
                .Where(command => PhpText.IsLooselyEqual(command.Name, name)
                    && (command.IsCommon || IsAvailable(command, chat, authorId))
                    && (command.IsForExtranet || !isExtranet))
                .Select(command => ((SlashCommand?)command, parameters)));
        }

        return found;
    }

    /// <summary>In a private chat, the bot must be the addressee, not the author.</summary>
    private static bool IsAvailable(SlashCommand command, Chat chat, int authorId) =>
        chat.Type == ChatType.Private ? chat.FindCompanion(authorId) == command.BotId : chat.HasMember(command.BotId);

    [GeneratedRegex("^/([^ \\n]*) ?(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
