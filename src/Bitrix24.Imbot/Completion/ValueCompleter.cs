using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>
/// What all completers share. They read what this PowerShell knows already and never ask a portal; where something fails they offer nothing,
/// because they have nowhere to report to, and the cmdlet itself will say what is wrong.
/// </summary>
internal abstract class ValueCompleter : IArgumentCompleter
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
            List<Candidate> fitting = [.. Candidates().Where(candidate => Fits(candidate, word))];
            if (fitting.Count == 0 && Fallback(word) is { } fallback)
            {
                fitting.Add(fallback);
            }

            return [.. fitting.Select(candidate => new CompletionResult(
                Written(candidate.Value, ImportedCmdlets.PrefixOf(commandName)),
                Visible(candidate.Shown, candidate.Value),
                CompletionResultType.ParameterValue,
                Visible(candidate.Tooltip, candidate.Value)))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>All that there is to choose from.</summary>
    protected abstract IEnumerable<Candidate> Candidates();

    /// <summary>What is offered where nothing fits; null leaves the choice to PowerShell, which offers file names.</summary>
    protected virtual Candidate? Fallback(string word) => null;

    /// <summary>Whether the word may be the beginning of it: of the value, or of what is seen of it.</summary>
    protected virtual bool Fits(Candidate candidate, string word) =>
        candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase) || candidate.Shown.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The sessions of the runspace that completes now, the default one first.</summary>
    protected static IReadOnlyList<B24Session> SessionsHere() => SessionStore.AllHere();

    private static string Visible(string text, string otherwise) => ShownText.From(string.IsNullOrWhiteSpace(text) ? otherwise : text);

    /// <summary>How a value is written in the command line: in quotation marks where it needs them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="prefix">The prefix with which the cmdlets were imported.</param>
    protected virtual string Written(string value, string prefix) =>
        value.Length > 0 && value.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '/')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
