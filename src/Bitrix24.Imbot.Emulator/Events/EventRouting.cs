using System.Globalization;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// Determines which bots and users receive an event, and whether it is queued or pushed (docs/portal/events.md, "Who receives what").
/// </summary>
internal sealed partial class EventRouting(PortalState portal, EventQueue queue, EventHandlers handlers, AuthorizationServer tokens, EventPusher pusher)
{
    /// <summary>The bots that receive a text: the companion in a private chat, mentioned bots, and bots that receive all messages.</summary>
    public IEnumerable<Bot> Listeners(Chat chat, string text)
    {
        HashSet<string> mentioned = [.. Mention().Matches(text).Select(match => match.Groups[1].Value)];
        return BotsIn(chat).Where(bot => chat.Type == ChatType.Private || ChatRights.SeesEverything(bot) || mentioned.Contains(bot.Id.ToString(CultureInfo.InvariantCulture))
            || (chat.IsOpenLine && bot.IsSupportOpenline)).ToArray();
    }

    public IEnumerable<Bot> BotsIn(Chat chat) =>
        chat.Members.Select(member => portal.FindBot(member.UserId)).OfType<Bot>();

    /// <summary>Queues an event for each fetching bot, and posts it to all URLs of the owners of the other bots.</summary>
    public void Raise(IEnumerable<Bot> bots, string type, Func<int, JsonObject> data)
    {
        foreach (Bot bot in bots)
        {
            if (bot.IsFetching)
            {
                queue.Append(bot.Id, type, Whole(BotForm.Owner(portal, bot), data(bot.Id)));
            }
            else if (BotOwner.IsWebhook(bot.Owner) || (portal.Application.IsInstalled && portal.IsRestAvailable))
            {
                // Inactive and unpaid applications receive no events (docs/portal/events.md, "Delivery"). A webhook's bot has no application.
                foreach (string address in handlers.GetAddresses(bot.Owner))
                {
                    pusher.Push(bot.Id, type, address, PushedEvent.Form(portal, tokens, bot, type, data(bot.Id)));
                }
            }
        }
    }

    public void RaiseToUsers(Chat chat, string type, Func<int, JsonObject> data)
    {
        foreach (int userId in queue.Subscribers.Where(chat.HasMember))
        {
            queue.Append(userId, type, Whole(null, data(userId)));
        }
    }

    private JsonObject Whole(JsonObject? bot, JsonObject data)
    {
        if (bot is not null)
        {
            data.Insert(0, "bot", bot);
        }

        data["language"] = portal.Options.Language;
        return data;
    }

    /// <summary>The dot doesn't match line breaks, so a name with a line break isn't a mention.</summary>
    [GeneratedRegex("\\[USER=([0-9]+)[^\\]]*\\].*?\\[/USER\\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
