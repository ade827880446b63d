using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the codes of bots that this runspace has seen.</summary>
internal sealed class BotCodeCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() =>
        SeenObjects.ForCurrentRunspace().Bots.Select(bot => new Candidate(bot.Code, bot.Code, bot.ToString()));
}
