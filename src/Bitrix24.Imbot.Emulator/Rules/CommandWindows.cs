namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Tracks the commands that a bot may answer: those of the last ten minutes in a dialog (docs/portal/commands.md, "Answer a command").
/// </summary>
internal sealed class CommandWindows(PortalState portal)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    public void Open(int botId, int chatId) => portal.AnswersUntil[(botId, chatId)] = portal.Clock.Now + Length;

    public bool IsOpen(int botId, int chatId) => portal.AnswersUntil.TryGetValue((botId, chatId), out DateTimeOffset until) && portal.Clock.Now <= until;
}
