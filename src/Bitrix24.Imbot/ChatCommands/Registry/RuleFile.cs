using System.Collections;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>A rule file. It contains a hashtable like a PowerShell data file, which is parsed and never run.</summary>
internal sealed class RuleFile(string path)
{
    /// <summary>Comments and spaces before the hashtable. Nothing else is accepted, because PowerShell's parser would load the assembly or module of a using statement.</summary>
    private static readonly Regex Begin = new(@"\A(?:\s|#(?!>)[^\r\n]*|<#.*?#>)*@\{", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public string Path { get; } = path;

    /// <summary>Gets the file that the parameter specifies; null if the parameter contains the rules, or is missing.</summary>
    public static RuleFile? FromParameter(PSCmdlet caller, object? rules) => rules switch
    {
        null or IDictionary => null,
        string path => new RuleFile(FilePaths.Resolve(caller, path)),
        FileInfo file => new RuleFile(file.FullName),
        _ => throw FunctionErrors.FunctionRuleInvalid.With($"-FunctionRule must be a hashtable or the path of a file. Its type is {rules.GetType().Name}."),
    };

    /// <summary>The time and length of the file, which identify a change; default values if the file doesn't exist.</summary>
    public (DateTime Written, long Length) Stamp
    {
        get
        {
            FileInfo file = new(Path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        }
    }

    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRuleInvalid"/>, with all errors of the parser.</exception>
    public IDictionary Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FunctionErrors.FunctionRuleInvalid.With($"The rule file '{Path}' can't be read: {exception.Message}", exception);
        }

        if (!Begin.IsMatch(text))
        {
            throw Invalid("The file must contain a hashtable: @{ 'Get-Log' = @{ Allow = 17 } }.");
        }

        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw Invalid(string.Join(" ", errors.Select(error => $"Line {error.Extent.StartLineNumber}: {error.Message}")));
        }

        try
        {
            return script.EndBlock?.Statements.Count == 1 && script.ParamBlock is null && script.BeginBlock is null && script.ProcessBlock is null
                && script.EndBlock.Statements[0] is PipelineAst { PipelineElements.Count: 1 } pipeline
                && pipeline.PipelineElements[0] is CommandExpressionAst { Redirections.Count: 0, Expression: HashtableAst table }
                && table.SafeGetValue() is IDictionary rules
                ? rules
                : throw Invalid("The file must contain only one hashtable.");
        }
        catch (InvalidOperationException exception)
        {
            throw Invalid($"The file can contain only constant values, lists, and hashtables. {exception.Message}");
        }
    }

    private B24Exception Invalid(string reason) => FunctionErrors.FunctionRuleInvalid.With($"The rule file '{Path}' is not valid. {reason}");
}
