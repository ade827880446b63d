using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The help of a function.</summary>
internal sealed record FunctionHelp
{
    /// <summary>A one-line comment, which Get-Help doesn't read: <c>&lt;# .SYNOPSIS Restarts it. #&gt;</c>.</summary>
    private static readonly Regex ShortComment = new(@"<#\s*\.SYNOPSIS[ \t]+(?<synopsis>[^\r\n]+?)\s*(?:#>|[\r\n])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The synopsis of the comment; null if there is none.</summary>
    public string? Synopsis { get; init; }

    /// <summary>The synopses in the help files of the module, by two-letter language code.</summary>
    public IReadOnlyDictionary<string, string> Synopses { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The first line of each example.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Gets the synopsis in a language, or in another language if there is no help in that one; null if there is no help.</summary>
    public string? SynopsisIn(string language) =>
        Synopses.TryGetValue(language, out string? synopsis) ? synopsis : Synopsis ?? (Synopses.TryGetValue("en", out synopsis) ? synopsis : Synopses.Values.FirstOrDefault());

    /// <summary>Reads the comment-based help of a function and the help files of its module.</summary>
    public static FunctionHelp From(CommandInfo command) => FromComment(command) with { Synopses = HelpFiles.SynopsesOf(command) };

    private static FunctionHelp FromComment(CommandInfo command)
    {
        CommentHelpInfo? comment = (command as FunctionInfo)?.ScriptBlock.Ast switch
        {
            FunctionDefinitionAst function => function.GetHelpContent(),
            ScriptBlockAst script => script.GetHelpContent(),
            _ => null,
        };
        if (comment?.Synopsis is null && command is FunctionInfo { Definition: { } text } && ShortComment.Match(text) is { Success: true } found)
        {
            return new FunctionHelp { Synopsis = found.Groups["synopsis"].Value };
        }

        return new FunctionHelp
        {
            Synopsis = OneLineOf(comment?.Synopsis),
            Parameters = (comment?.Parameters ?? new Dictionary<string, string>())
                .ToDictionary(parameter => parameter.Key, parameter => OneLineOf(parameter.Value) ?? string.Empty, StringComparer.OrdinalIgnoreCase),
            Examples = comment?.Examples is not { } examples ? [] : [.. examples.Select(FirstLineOf).OfType<string>()],
        };
    }

    /// <summary>Joins the words of a text with single spaces; null if there are none.</summary>
    public static string? OneLineOf(string? text)
    {
        string line = string.Join(" ", (text ?? string.Empty).Split(['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }

    private static string? FirstLineOf(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
}
