using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Makes a value of what a person answered. For one value the answer is taken as it is; for several it is read like a command line.</summary>
internal static class AnswerReading
{
    /// <returns>Null where the answer is empty.</returns>
    /// <exception cref="LineRefusedException">It has more than plain values.</exception>
    public static ChatArgument? Read(string answer, ChatParameter parameter)
    {
        if (answer.Trim().Length == 0)
        {
            return null;
        }

        if (!parameter.IsList)
        {
            return new ChatArgument(parameter.Name, answer, LineValue.OfText(answer));
        }

        LineValue list = LineValue.OfList([.. Items(answer)]);
        return new ChatArgument(parameter.Name, parameter.ValueOf(list), list);
    }

    /// <summary>The values of an answer: those between blanks and those between commas.</summary>
    /// <exception cref="LineRefusedException">It has more than plain values.</exception>
    public static IEnumerable<LineValue> Items(string answer)
    {
        foreach (LineElement element in LineParser.Parse(answer))
        {
            if (element.Parameter is not null)
            {
                throw new LineRefusedException(new LineRefusal(ChatText.NotPlain, element.Position));
            }

            foreach (LineValue value in element.Value!.Items ?? [element.Value])
            {
                yield return value;
            }
        }
    }
}
