namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Tracks the commands that a bot may answer: those of the last ten minutes in a dialog (docs/portal/commands.md, "Answer a command").
/// </summary>
internal sealed class CommandWindows(PortalClock clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(int BotId, int ChatId), DateTimeOffset> openUntil = [];

    public void Open(int botId, int chatId) => openUntil[(botId, chatId)] = clock.Now + Length;

    public bool IsOpen(int botId, int chatId) => openUntil.TryGetValue((botId, chatId), out DateTimeOffset until) && clock.Now <= until;
}
