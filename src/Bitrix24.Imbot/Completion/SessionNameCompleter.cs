using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Sessions;

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
        return SessionStore.All
            .Where(session => session.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(session => new CompletionResult(Quoted(session.Name), session.Name, CompletionResultType.ParameterValue, session.ToString()));
    }

    private static string Quoted(string name) => name.Any(char.IsWhiteSpace) ? $"'{name.Replace("'", "''")}'" : name;
}
