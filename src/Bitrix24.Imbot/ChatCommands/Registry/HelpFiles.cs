using System.Xml;
using System.Xml.Linq;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Reads the synopsis of a command from the help files of its module, which has one folder for each culture.</summary>
internal static class HelpFiles
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    /// <summary>Gets the synopses of a command by two-letter language code.</summary>
    public static IReadOnlyDictionary<string, string> SynopsesOf(CommandInfo command)
    {
        Dictionary<string, string> synopses = new(StringComparer.OrdinalIgnoreCase);
        string? folder = command.Module?.ModuleBase;
        if (string.IsNullOrEmpty(folder) || !Directory.Exists(folder))
        {
            return synopses;
        }

        foreach (string culture in Directory.EnumerateDirectories(folder).OrderBy(path => path, StringComparer.Ordinal))
        {
            if (LanguageOf(Path.GetFileName(culture)) is { } language && !synopses.ContainsKey(language) && SynopsisIn(culture, command) is { } synopsis)
            {
                synopses[language] = synopsis;
            }
        }

        return synopses;
    }

    /// <summary>Gets the language of a folder such as ru or ru-RU. GetCultureInfo accepts any name on some systems, and so can't tell whether a folder is one of these.</summary>
    private static string? LanguageOf(string name) => name.Length == 2 || (name.Length is >= 5 and <= 10 && name[2] == '-') ? name.Substring(0, 2).ToLowerInvariant() : null;

    private static string? SynopsisIn(string folder, CommandInfo command)
    {
        string?[] names = [(command as CmdletInfo)?.HelpFile, (command as FunctionInfo)?.HelpFile, $"{command.ModuleName}-help.xml"];
        foreach (string path in names.OfType<string>().Where(name => name.Length > 0).Select(name => Path.Combine(folder, Path.GetFileName(name))).Where(File.Exists).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (Read(path, command.Name) is { } synopsis)
                {
                    return synopsis;
                }
            }
            catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
            {
                // Get-Help ignores such a file, too.
            }
        }

        return null;
    }

    private static string? Read(string path, string name)
    {
        using XmlReader reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.ReadToFollowing("details", Command.NamespaceName))
        {
            using XmlReader subtree = reader.ReadSubtree();
            XElement details = XElement.Load(subtree);
            if (string.Equals(details.Descendants(Command + "name").FirstOrDefault()?.Value.Trim(), name, StringComparison.OrdinalIgnoreCase))
            {
                return FunctionHelp.OneLineOf(details.Descendants(Maml + "description").FirstOrDefault()?.Value);
            }
        }

        return null;
    }
}
