using System.Globalization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Sessions;

/// <summary>Bots, commands and dialogs that the cmdlets of a runspace came across, for completion. Locked, as the sessions are.</summary>
internal sealed class SeenObjects
{
    /// <summary>More than anybody completes from; a program that runs for weeks must not collect without end.</summary>
    private const int Most = 500;

    private readonly object gate = new();
    private readonly Dictionary<(string Portal, long Id), Bot> bots = [];
    private readonly Dictionary<(string Portal, long Id), BotCommand> commands = [];
    private readonly Dictionary<(string Portal, string Id), (string Title, long Order)> dialogs = [];
    private long order;

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

    /// <summary>IDs of dialogs with what they are called, empty where that is unknown; the one seen last comes first.</summary>
    public IReadOnlyList<(string DialogId, string Title)> Dialogs
    {
        get
        {
            lock (gate)
            {
                return [.. dialogs.OrderByDescending(dialog => dialog.Value.Order).Select(dialog => (dialog.Key.Id, dialog.Value.Title))];
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
            case SentMessage sent:
                Keep(portal, sent.DialogId, null);
                break;
            case StoredFile { DialogId: { } dialogId }:
                Keep(portal, dialogId, null);
                break;
            case Chat chat:
                Keep(portal, chat.DialogId, chat.Name);
                break;
            case PortalUser user:
                Keep(portal, user.DialogId, user.Name);
                break;
            case EventPage page:
                foreach (PortalEvent item in page.Events)
                {
                    Learn(portal, item);
                }

                break;
            case PortalEvent { DialogId: { } dialogId } item:
                Keep(portal, dialogId, item.UserId is { } id && dialogId == id.ToString(CultureInfo.InvariantCulture) ? item.User?.Name : item.Chat?.Name);
                break;
        }
    }

    private void Keep(string portal, string dialogId, string? title)
    {
        lock (gate)
        {
            (string Portal, string Id) key = (portal, dialogId);
            string known = dialogs.TryGetValue(key, out (string Title, long Order) seen) ? seen.Title : string.Empty;
            dialogs[key] = (string.IsNullOrWhiteSpace(title) ? known : title!, order++);
            if (dialogs.Count > Most)
            {
                dialogs.Remove(dialogs.OrderBy(dialog => dialog.Value.Order).First().Key);
            }
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
