using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Commands;

namespace Bitrix24.Imbot.Sessions;

/// <summary>Bots and commands that the cmdlets of a runspace came across, for completion. Locked, as the sessions are.</summary>
internal sealed class SeenObjects
{
    /// <summary>More than anybody completes from; a program that runs for weeks must not collect without end.</summary>
    private const int Most = 500;

    private readonly object gate = new();
    private readonly Dictionary<(string Portal, long Id), Bot> bots = [];
    private readonly Dictionary<(string Portal, long Id), BotCommand> commands = [];

    /// <summary>The bots, by id.</summary>
    public IReadOnlyList<Bot> Bots
    {
        get
        {
            lock (gate)
            {
                return [.. bots.Values.OrderBy(bot => bot.BotId)];
            }
        }
    }

    /// <summary>The commands of bots, by name; without the messenger's own.</summary>
    public IReadOnlyList<BotCommand> Commands
    {
        get
        {
            lock (gate)
            {
                return [.. commands.Values.OrderBy(command => command.Command, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    /// <summary>What the runspace that completes now has seen.</summary>
    public static SeenObjects Here() => SessionStore.OwnHere()?.Seen ?? new SeenObjects();

    /// <summary>Remembers what is in a portal's answer.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="result">The typed result of a request.</param>
    public void Learn(string portal, object? result)
    {
        switch (result)
        {
            case Bot bot:
                Keep(bots, (portal, bot.BotId), bot);
                break;
            case BotPage page:
                foreach (Bot bot in page.Bots)
                {
                    Keep(bots, (portal, bot.BotId), bot);
                }

                break;
            case BotCommand command:
                Learn(portal, command);
                break;
            case IEnumerable<BotCommand> listed:
                foreach (BotCommand command in listed)
                {
                    Learn(portal, command);
                }

                break;
        }
    }

    private void Learn(string portal, BotCommand command)
    {
        if (!command.IsBuiltIn && command.CommandId is { } id)
        {
            Keep(commands, (portal, id), command);
        }
    }

    private void Keep<T>(Dictionary<(string Portal, long Id), T> kept, (string Portal, long Id) key, T item)
    {
        lock (gate)
        {
            if (kept.Count < Most || kept.ContainsKey(key))
            {
                kept[key] = item;
            }
        }
    }
}
