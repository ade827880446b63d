using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes reactions, shown with their signs.</summary>
internal sealed class ReactionCompleter : IArgumentCompleter
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
        return Reactions.Signs
            .Where(reaction => reaction.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(reaction => new CompletionResult(reaction.Key, $"{reaction.Key} {reaction.Value}", CompletionResultType.ParameterValue, reaction.Value));
    }
}
