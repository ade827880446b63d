using System.Collections.Concurrent;
using System.Globalization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The bots, slash commands, and dialogs that the cmdlets of a runspace have seen, for completion. Thread-safe.</summary>
internal sealed class SeenObjects
{
    /// <summary>The maximum number of objects, because a program can run for weeks.</summary>
    private const int MaxCount = 500;

    private readonly ConcurrentDictionary<(string Portal, long Id), Bot> bots = new();
    private readonly ConcurrentDictionary<(string Portal, long Id), SlashCommand> commands = new();
    private readonly ConcurrentDictionary<(string Portal, string Id), (string Title, long Order)> dialogs = new();
    private long order;

    public IReadOnlyList<Bot> Bots => [.. bots.Values.OrderBy(bot => bot.BotId)];

    /// <summary>The slash commands of bots, by name, without built-in commands.</summary>
    public IReadOnlyList<SlashCommand> Commands =>
        [.. commands.Values.OrderBy(command => command.Command, StringComparer.OrdinalIgnoreCase).ThenBy(command => command.CommandId)];

    /// <summary>The dialog IDs with their titles, which are empty if unknown; the last one seen is first.</summary>
    public IReadOnlyList<(string DialogId, string Title)> Dialogs =>
        [.. dialogs.ToArray().OrderByDescending(dialog => dialog.Value.Order).Select(dialog => (dialog.Key.Id, dialog.Value.Title))];

    public static SeenObjects ForCurrentRunspace() => SessionStore.FindForCurrentRunspace()?.Seen ?? new SeenObjects();

    /// <summary>Remembers the objects in a response.</summary>
    public void Learn(string portal, object? result)
    {
        switch (result)
        {
            case Bot bot:
                Add(bots, (portal, bot.BotId), bot);
                break;
            case BotPage page:
                Learn(portal, page.Bots);
                break;
            case SlashCommand { IsBuiltIn: false, CommandId: { } id } command:
                Add(commands, (portal, id), command);
                break;
            case SentMessage sent:
                Add(portal, sent.DialogId, null);
                break;
            case StoredFile { DialogId: { } dialogId }:
                Add(portal, dialogId, null);
                break;
            case Chat chat:
                Add(portal, chat.DialogId, chat.Name);
                break;
            case PortalUser user:
                Add(portal, user.DialogId, user.Name);
                break;
            case EventPage page:
                Learn(portal, page.Events);
                break;
            case PortalEvent { DialogId: { } dialogId } item:
                Add(portal, dialogId, item.UserId is { } userId && dialogId == userId.ToString(CultureInfo.InvariantCulture) ? item.User?.Name : item.Chat?.Name);
                break;
            case IEnumerable<object> several:
                foreach (object item in several)
                {
                    Learn(portal, item);
                }

                break;
        }
    }

    private void Add(string portal, string dialogId, string? title)
    {
        long now = Interlocked.Increment(ref order);
        string given = string.IsNullOrWhiteSpace(title) ? string.Empty : title!;
        dialogs.AddOrUpdate((portal, dialogId), (given, now), (_, seen) => (given.Length > 0 ? given : seen.Title, now));
        if (dialogs.Count > MaxCount)
        {
            dialogs.TryRemove(dialogs.ToArray().OrderBy(dialog => dialog.Value.Order).First().Key, out _);
        }
    }

    private static void Add<T>(ConcurrentDictionary<(string Portal, long Id), T> kept, (string Portal, long Id) key, T item)
    {
        if (kept.Count < MaxCount || kept.ContainsKey(key))
        {
            kept[key] = item;
        }
    }
}
