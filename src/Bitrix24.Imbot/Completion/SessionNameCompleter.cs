using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of the sessions of this runspace.</summary>
internal sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        using PowerShell here = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return here.AddCommand("Get-B24Session").Invoke<B24Session>()
            .Where(session => session.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(session => new CompletionResult(Quoted(session.Name), session.Name, CompletionResultType.ParameterValue, session.ToString()))
            .ToArray();
    }

    private static string Quoted(string name) => name.Any(char.IsWhiteSpace) ? $"'{name.Replace("'", "''")}'" : name;
}
