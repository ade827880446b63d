using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator;

/// <summary>Finds the commands in a text: every line that starts with a slash (server-behaviour 8).</summary>
internal static partial class CommandLines
{
    public const int MaxExecuted = 10;

    /// <summary>Every match of a registered command that the author may call there, in order of the lines.</summary>
    public static IReadOnlyList<(SlashCommand Command, string Parameters)> Find(Portal portal, Chat chat, int authorId, string text)
    {
        bool isExtranet = portal.FindUser(authorId) is { IsExtranet: true };
        List<(SlashCommand Command, string Parameters)> found = [];
        foreach (Match line in Line().Matches(text))
        {
            string name = line.Groups[1].Value;
            found.AddRange(portal.Commands
                .Where(command => command.Name == name
                    && (command.IsCommon || chat.HasMember(command.BotId))
                    && (command.IsForExtranet || !isExtranet))
                .Select(command => (command, line.Groups[2].Value)));
        }

        return found;
    }

    [GeneratedRegex("^/([^ \\n]*) ?(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
