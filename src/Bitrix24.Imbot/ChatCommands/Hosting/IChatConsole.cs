using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>The dialog, as a run sees it: what a console is to a session. Questions block the run until they are answered.</summary>
internal interface IChatConsole
{
    /// <summary>Shows text.</summary>
    /// <param name="text">As the run wrote it.</param>
    /// <param name="endsLine">Whether the line ends after it.</param>
    void Write(string text, bool endsLine);

    /// <summary>Shows a warning.</summary>
    void WriteWarning(string text);

    /// <summary>Shows how far the run is.</summary>
    void ShowProgress(ProgressRecord record);

    /// <summary>Asks the caller for a text.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isList">Whether several values are wanted.</param>
    /// <returns>The answer; for a list its values.</returns>
    IReadOnlyList<string> Ask(string question, bool isList);

    /// <summary>Lets the caller choose.</summary>
    /// <returns>Place of the choice, from 0.</returns>
    int Choose(string question, IReadOnlyList<string> choices);

    /// <summary>The run asks for something that is never asked for in a chat.</summary>
    /// <param name="isPassword">Whether that is a password.</param>
    Exception Refuse(bool isPassword);
}
