using System.Globalization;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes ids of the bots that were seen in this runspace, also from the beginning of their code.</summary>
internal sealed class BotIdCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() => SeenObjects.Here().Bots
        .Select(bot => new Candidate(bot.BotId.ToString(CultureInfo.InvariantCulture), bot.Code, bot.ToString()));
}
