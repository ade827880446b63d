using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Bitrix24.Imbot.Sessions;

/// <summary>Handles the prefix of <c>Import-Module -Prefix My</c>, which is inserted before the nouns of cmdlets: <c>Send-MyB24BotMessage</c>.</summary>
internal static class ImportedCmdlets
{
    private const string NounStart = "B24";

    /// <summary>Gets the prefix in the name of a cmdlet; empty if there is none.</summary>
    public static string PrefixOf(string cmdletName)
    {
        int noun = cmdletName.IndexOf('-') + 1;
        int start = cmdletName.LastIndexOf(NounStart, StringComparison.OrdinalIgnoreCase);
        return noun > 0 && start > noun ? cmdletName.Substring(noun, start - noun) : string.Empty;
    }

    /// <summary>Inserts a prefix before the noun of a name.</summary>
    public static string WithPrefix(string name, string prefix) => name.Insert(name.IndexOf('-') + 1, prefix);

    /// <summary>Creates entries for the cmdlets and their aliases with a prefix.</summary>
    public static IEnumerable<SessionStateCommandEntry> EntriesFor(string prefix)
    {
        foreach (Type type in typeof(ImportedCmdlets).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is not { } cmdlet)
            {
                continue;
            }

            string name = WithPrefix($"{cmdlet.VerbName}-{cmdlet.NounName}", prefix);
            yield return new SessionStateCmdletEntry(name, type, null);
            foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
            {
                yield return new SessionStateAliasEntry(WithPrefix(alias, prefix), name);
            }
        }
    }
}
