using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of methods of the chat-bot API.</summary>
internal sealed class MethodNameCompleter : IArgumentCompleter
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
        return KnownMethods.All
            .Where(name => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .Select(name => new CompletionResult(name, name, CompletionResultType.ParameterValue, name));
    }
}
