using System.Collections;
using System.Management.Automation.Language;

namespace Bitrix24.Imbot.Completion;

/// <summary>
/// Base class of completers. They use only data in memory and never call a portal. If an error occurs, they offer nothing, because they can't report it and the
/// cmdlet will.
/// </summary>
internal abstract class ValueCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
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
                Written(candidate.Value),
                Visible(candidate.Shown, candidate.Value),
                CompletionResultType.ParameterValue,
                Visible(candidate.Tooltip, candidate.Value)))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    protected abstract IEnumerable<Candidate> Candidates();

    /// <summary>Gets the completion if no candidate matches; null lets PowerShell offer file names.</summary>
    protected virtual Candidate? Fallback(string word) => null;

    /// <summary>Whether the value or the shown text of a candidate starts with the word.</summary>
    protected virtual bool Fits(Candidate candidate, string word) =>
        candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase) || candidate.Shown.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static string Visible(string text, string fallback) => ShownText.From(string.IsNullOrWhiteSpace(text) ? fallback : text);

    /// <summary>Quotes a value for the command line if necessary.</summary>
    private static string Written(string value) =>
        value.Length > 0 && value.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '/')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}

/// <summary>A completion: the value to insert, the text in a list, and the tooltip.</summary>
internal sealed record Candidate(string Value, string Shown, string Tooltip);
