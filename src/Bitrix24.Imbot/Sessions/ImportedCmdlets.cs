using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The names of the module's cmdlets. <c>Import-Module -Prefix My</c> puts a prefix before their nouns: <c>Send-MyB24BotMessage</c>.</summary>
internal static class ImportedCmdlets
{
    private const string NounStart = "B24";

    /// <summary>The prefix in the name of one of the cmdlets; empty where it has none.</summary>
    public static string PrefixOf(string cmdletName)
    {
        int noun = cmdletName.IndexOf('-') + 1;
        int start = cmdletName.LastIndexOf(NounStart, StringComparison.OrdinalIgnoreCase);
        return noun > 0 && start > noun ? cmdletName.Substring(noun, start - noun) : string.Empty;
    }

    /// <summary>A name with a prefix before its noun.</summary>
    public static string WithPrefix(string name, string prefix) => name.Insert(name.IndexOf('-') + 1, prefix);

    /// <summary>The cmdlets and their aliases under the names that they have with a prefix.</summary>
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
