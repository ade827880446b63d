using Bitrix24.Imbot.ChatCommands.Runs;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Shows what a function gave, as a block of code.</summary>
internal sealed class OutputView
{
    /// <summary>Characters that one portion shows.</summary>
    private const int Max = 15000;

    private readonly ChatDialog dialog;

    public OutputView(ChatBot bot, ChatDialog dialog)
    {
        _ = bot;
        this.dialog = dialog;
    }

    /// <summary>Whether a part was left out.</summary>
    public bool IsFull { get; private set; }

    public void Show(OutputPortion portion)
    {
        if (portion.Text.Length == 0)
        {
            return;
        }

        IsFull |= portion.Text.Length > Max;
        dialog.SayText(CodeText.BlockOf(portion.Text.Length > Max ? portion.Text.Substring(0, Max) : portion.Text));
    }
}
