using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>Changes to a bot that also affect other objects: its token, its event mode, and its removal (docs/portal/bots.md, "Update").</summary>
internal static class BotChanges
{
    /// <summary>The maximum length of a botToken, in characters.</summary>
    public const int MaxTokenLength = 40;

    /// <summary>Replaces the token. The current token is accepted and changes nothing.</summary>
    public static void RotateToken(Portal portal, Bot bot, string token)
    {
        RestException.ThrowIf(PhpText.Length(token) > MaxTokenLength, "BOT_TOKEN_INVALID_LENGTH");
        string owner = BotOwner.FromToken(token);
        if (owner == bot.Owner)
        {
            return;
        }

        RestException.ThrowIf(
            !BotOwner.IsWebhook(bot.Owner) || portal.Bots.Any(other => other != bot && other.Owner == owner), "BOT_TOKEN_ROTATION_FAILED");
        portal.Handlers.ChangeOwner(bot.Owner, owner);
        bot.Owner = owner;
    }

    public static void SetEventMode(Portal portal, Bot bot, bool isFetching, string? webhookUrl)
    {
        EventHandlers handlers = portal.Handlers;
        if (bot.IsFetching && !isFetching)
        {
            portal.Queue.Clear(bot.Id);
        }
        else if (!bot.IsFetching && isFetching && !HasSibling(portal, bot))
        {
            handlers.Unbind(bot.Owner);
            bot.WebhookUrl = null;
        }

        bot.IsFetching = isFetching;

        // Without a URL, the existing handlers remain.
        if (!isFetching && !string.IsNullOrEmpty(webhookUrl))
        {
            if (!HasSibling(portal, bot))
            {
                handlers.Unbind(bot.Owner);
            }

            handlers.Bind(bot.Owner, webhookUrl);
            bot.WebhookUrl = webhookUrl;
        }
    }

    /// <summary>Removes the bot with its commands and pending events. Its handlers are removed with the owner's last bot.</summary>
    public static void Remove(Portal portal, Bot bot)
    {
        portal.Events.Removed(bot);
        portal.Remove(bot);
        portal.Queue.Clear(bot.Id);
        if (!HasSibling(portal, bot))
        {
            portal.Handlers.Unbind(bot.Owner);
        }
    }

    /// <summary>Handlers belong to the owner, so they remain while the owner has another bot.</summary>
    private static bool HasSibling(Portal portal, Bot bot) => portal.Bots.Any(other => other != bot && other.Owner == bot.Owner);
}
