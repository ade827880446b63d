using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>The base class of the cmdlets. It provides the sessions of the runspace, and requests to the portal.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24Cmdlet : AwaitingCmdlet
{
    private readonly Dictionary<(Guid Session, string Code), long> foundBots = [];

    private protected SessionStore Sessions => SessionStore.For(this);

    protected override void BeginProcessing() => Sessions.PassToChildren();

    /// <summary>Sends a typed request and waits for its result.</summary>
    protected TResult Send<TResult>(B24Session session, PortalRequest<TResult> request)
    {
        TResult result = Await((observer, cancellation) => session.SendAsync(request, observer, cancellation));
        Sessions.Learn(session, result);
        return result;
    }

    /// <summary>Gets the ID of a bot from an ID or a code. Each code is looked up once.</summary>
    /// <exception cref="B24Exception">There is no bot with this code, or the portal refused the request.</exception>
    private protected long FindBot(B24Session session, NameOrId bot)
    {
        if (bot.Id is { } id)
        {
            return id;
        }

        if (!foundBots.TryGetValue((session.Id, bot.Name!), out long found))
        {
            found = Send(session, new GetBotRequest(bot.Name!)).BotId;
            foundBots.Add((session.Id, bot.Name!), found);
        }

        return found;
    }
}
