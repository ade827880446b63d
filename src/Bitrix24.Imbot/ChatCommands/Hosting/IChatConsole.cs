namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>The console of a run: a dialog. Questions block the run until they are answered.</summary>
internal interface IChatConsole
{
    void Write(string text, bool endsLine);

    void WriteWarning(string text);

    void ShowProgress(ProgressRecord record);

    /// <summary>Asks the caller for text.</summary>
    /// <returns>The answer, or the values of a list.</returns>
    IReadOnlyList<string> Ask(string question, bool isList);

    /// <returns>The zero-based index of the choice.</returns>
    int Choose(string question, IReadOnlyList<string> choices);

    /// <summary>Creates the error for a question that is never asked in a chat.</summary>
    Exception Refuse(bool isPassword);
}
