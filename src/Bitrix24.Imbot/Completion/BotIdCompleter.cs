using System.Globalization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes ids of the bots that were seen in this runspace, also from the beginning of their code, and of those that its sessions work for.</summary>
internal sealed class BotIdCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates()
    {
        IReadOnlyList<Bot> seen = SeenObjects.Here().Bots;
        IEnumerable<Candidate> own = SessionsHere()
            .Where(session => session.BotId is { } id && seen.All(bot => bot.BotId != id))
            .GroupBy(session => session.BotId, (_, sessions) => sessions.First())
            .Select(session => Of(session.BotId!.Value, string.Empty, session.ToString()));
        return seen.Select(bot => Of(bot.BotId, bot.Code, bot.ToString())).Concat(own);
    }

    private static Candidate Of(long id, string shown, string tooltip) => new(id.ToString(CultureInfo.InvariantCulture), shown, tooltip);
}
