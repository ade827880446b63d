using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes codes of the bots that were seen in this runspace.</summary>
internal sealed class BotCodeCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() =>
        SeenObjects.Here().Bots.Select(bot => new Candidate(bot.Code, bot.Code, bot.ToString()));
}
