using System.Management.Automation.Language;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>Parses a command line with PowerShell's parser. Only plain values in the syntax tree are used, and nothing is evaluated.</summary>
internal static class LineParser
{
    /// <summary>A placeholder for the command name, which isn't part of the line.</summary>
    private const string Command = "x ";

    /// <param name="line">The text after the command name.</param>
    /// <exception cref="LineRefusedException">The line contains more than plain values.</exception>
    public static IReadOnlyList<LineElement> Parse(string line)
    {
        LineScanner.Check(line);
        ScriptBlockAst script = Parser.ParseInput(Command + line, out Token[] tokens, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw NotPlain(errors[0].Extent);
        }

        if (tokens.FirstOrDefault(token => token.Kind == TokenKind.Comment) is { } comment)
        {
            throw NotPlain(comment.Extent);
        }

        return [.. CommandIn(script).CommandElements.Skip(1).Select(ElementOf)];
    }

    private static CommandAst CommandIn(ScriptBlockAst script) =>
        script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, UsingStatements.Count: 0, EndBlock: { Traps: null, Statements: { Count: 1 } statements } }
            && statements[0] is PipelineAst { PipelineElements: { Count: 1 } elements }
            && elements[0] is CommandAst { Redirections.Count: 0, InvocationOperator: TokenKind.Unknown } command
            ? command
            : throw NotPlain(script.Extent);

    private static LineElement ElementOf(CommandElementAst element) => element is CommandParameterAst parameter
        ? new LineElement(PositionOf(parameter.Extent), parameter.ParameterName, parameter.Argument is null ? null : ValueOf(parameter.Argument))
        : new LineElement(PositionOf(element.Extent), null, ValueOf(element));

    private static LineValue ValueOf(Ast value) => value is ArrayLiteralAst list ? LineValue.FromList([.. list.Elements.Select(SingleOf)]) : SingleOf(value);

    private static LineValue SingleOf(Ast value) => value switch
    {
        StringConstantExpressionAst text => LineValue.FromText(text.Value),
        ConstantExpressionAst number when number.GetType() == typeof(ConstantExpressionAst) => LineValue.FromNumber(number.Extent.Text, number.Value),
        _ => throw NotPlain(value.Extent),
    };

    private static LineRefusedException NotPlain(IScriptExtent extent) => new(ChatText.NotPlain, PositionOf(extent));

    private static int PositionOf(IScriptExtent extent) => Math.Max(0, extent.StartOffset - Command.Length);
}
