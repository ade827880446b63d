using System.Globalization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the IDs of bots that this runspace has seen, also by the start of their code, and the default bots of its sessions.</summary>
internal sealed class BotIdCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates()
    {
        IReadOnlyList<Bot> seen = SeenObjects.ForCurrentRunspace().Bots;
        IEnumerable<Candidate> own = SessionStore.GetAllInCurrentRunspace()
            .Where(session => session.BotId is { } id && seen.All(bot => bot.BotId != id))
            .GroupBy(session => session.BotId, (_, sessions) => sessions.First())
            .Select(session => CreateCandidate(session.BotId!.Value, string.Empty, session.ToString()));
        return seen.Select(bot => CreateCandidate(bot.BotId, bot.Code, bot.ToString())).Concat(own);
    }

    private static Candidate CreateCandidate(long id, string shown, string tooltip) => new(id.ToString(CultureInfo.InvariantCulture), shown, tooltip);
}
