using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Converts an answer to a value. A single value is used unchanged; several values are parsed like a command line.</summary>
internal static class AnswerReading
{
    /// <returns>Null if the answer is empty.</returns>
    /// <exception cref="LineRefusedException">The answer contains more than plain values.</exception>
    public static ChatArgument? Read(string answer, ChatParameter parameter)
    {
        if (answer.Trim().Length == 0)
        {
            return null;
        }

        if (!parameter.IsList)
        {
            return new ChatArgument(parameter.Name, answer, LineValue.FromText(answer));
        }

        LineValue list = LineValue.FromList([.. Items(answer)]);
        return new ChatArgument(parameter.Name, parameter.ValueOf(list), list);
    }

    /// <summary>Splits an answer into values, which are separated by spaces or commas.</summary>
    public static IEnumerable<LineValue> Items(string answer) => LineParser.Parse(answer)
        .SelectMany(element => element.Parameter is null ? element.Value!.Singles : throw new LineRefusedException(ChatText.NotPlain, element.Position));
}
