using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of this account's profiles, from the names of their files.</summary>
internal sealed class ProfileNameCompleter : IArgumentCompleter
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
        try
        {
            return [.. ProfileFile.All(ProfileScope.CurrentUser)
                .Where(profile => profile.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(profile => new CompletionResult(profile.Name, profile.Name, CompletionResultType.ParameterValue, profile.FilePath))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or B24Exception)
        {
            // A completer has nowhere to report to; the cmdlet itself will say what is wrong with the folder.
            return [];
        }
    }
}
