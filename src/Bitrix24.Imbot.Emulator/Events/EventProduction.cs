using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>Raises the events of each change (docs/portal/events.md, "Who receives what").</summary>
internal sealed class EventProduction(PortalState portal, EventRouting routing)
{
    private static readonly TimeSpan AnswerWindow = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(int BotId, int ChatId), DateTimeOffset> answersUntil = [];

    /// <summary>A user or bot joined a group chat.</summary>
    public void Joined(Chat chat, int userId, int byUserId)
    {
        if (portal.FindBot(userId) is Bot bot)
        {
            routing.Raise([bot], "ONIMBOTV2JOINCHAT", botId => WithDialogId(botId, byUserId));
        }

        routing.RaiseToUsers(chat, "ONIMV2JOINCHAT", viewerId => WithDialogId(viewerId, userId));

        JsonObject WithDialogId(int viewerId, int actingId) =>
            InChat(new JsonObject { ["dialogId"] = chat.DialogIdFor(viewerId) }, chat, viewerId, actingId);
    }

    /// <summary>A private chat was created. Its bots get an event with an empty chat.</summary>
    public void OpenedPrivately(Chat chat) => routing.Raise(routing.BotsIn(chat), "ONIMBOTV2JOINCHAT", botId => new JsonObject
    {
        ["dialogId"] = chat.DialogIdFor(botId),
        ["chat"] = new JsonArray(),
        ["user"] = UserForm.InEvent(portal.FindUser(chat.FindCompanion(botId))),
    });

    /// <summary>A message was stored. If it contains a known command, no bot receives it as a message.</summary>
    public void Added(Chat chat, Message message, bool skipsCommands)
    {
        // A system message doesn't run commands and isn't sent to bots.
        if (!message.IsSystem && (skipsCommands || !RunCommands(chat, message)) && portal.FindBot(message.AuthorId) is null)
        {
            routing.Raise(
                routing.Listeners(chat, message.Text), "ONIMBOTV2MESSAGEADD", botId => WithQuoted(WithMessage(chat, message, botId), message));
        }

        routing.RaiseToUsers(chat, "ONIMV2MESSAGEADD", viewerId => WithMessage(chat, message, viewerId));
    }

    /// <summary>A text was changed. The new text determines who receives the event. In group chats, the author doesn't matter.</summary>
    public void Updated(Chat chat, Message message)
    {
        if (chat.Type != ChatType.Private || portal.FindBot(message.AuthorId) is null)
        {
            routing.Raise(
                routing.Listeners(chat, message.Text), "ONIMBOTV2MESSAGEUPDATE", botId => WithQuoted(WithMessage(chat, message, botId), message));
        }

        routing.RaiseToUsers(chat, "ONIMV2MESSAGEUPDATE", viewerId => WithMessage(chat, message, viewerId));
    }

    /// <summary>A message was removed. The event has only its ID.</summary>
    public void Deleted(Chat chat, Message message, string oldText)
    {
        if (!message.IsSystem && portal.FindBot(message.AuthorId) is null)
        {
            routing.Raise(routing.Listeners(chat, oldText), "ONIMBOTV2MESSAGEDELETE", WithMessageId);
        }

        routing.RaiseToUsers(chat, "ONIMV2MESSAGEDELETE", WithMessageId);

        JsonObject WithMessageId(int viewerId) => InChat(new JsonObject { ["messageId"] = message.Id }, chat, viewerId, message.AuthorId);
    }

    /// <summary>A reaction was set or removed. A bot that allows reactions gets events for reactions of others to its messages.</summary>
    public void Reacted(Chat chat, Message message, int userId, string reaction, bool isAdded)
    {
        if (portal.FindBot(message.AuthorId) is { IsReactionsEnabled: true } author && author.Id != userId)
        {
            routing.Raise([author], "ONIMBOTV2REACTIONCHANGE", botId => WithQuoted(WithReaction(botId), message));
        }

        routing.RaiseToUsers(chat, "ONIMV2REACTIONCHANGE", WithReaction);

        JsonObject WithReaction(int viewerId) => InChat(new JsonObject
        {
            ["reaction"] = reaction,
            ["action"] = isAdded ? "add" : "delete",
            ["message"] = MessageForm.Create(message),
        }, chat, viewerId, userId);
    }

    /// <summary>A person opened a dialog with context data.</summary>
    public void ContextSent(Chat chat, int userId, JsonNode context) => routing.Raise(routing.BotsIn(chat), "ONIMBOTV2CONTEXTGET", botId => InChat(
        new JsonObject { ["dialogId"] = chat.DialogIdFor(botId), ["context"] = context.DeepClone() }, chat, botId, userId));

    /// <summary>
    /// A bot was removed. Only a bot with pushed events receives the event, because the same call deletes the queue of a fetching bot.
    /// </summary>
    public void Removed(Bot bot) => routing.Raise([bot], "ONIMBOTV2DELETE", _ => []);

    /// <summary>A command was called from a typed line, a keyboard, or a menu.</summary>
    public void CommandCalled(SlashCommand command, string parameters, string context, Chat chat, Message message, int userId)
    {
        if (portal.FindBot(command.BotId) is not Bot bot)
        {
            return;
        }

        answersUntil[(bot.Id, chat.Id)] = portal.Clock.Now + AnswerWindow;
        routing.Raise([bot], "ONIMBOTV2COMMANDADD", botId => WithQuoted(InChat(new JsonObject
        {
            ["command"] = new JsonObject
            {
                ["id"] = command.Id, ["command"] = "/" + command.Name, ["params"] = parameters, ["context"] = context,
            },
            ["message"] = MessageForm.Create(message),
        }, chat, botId, userId), message));
    }

    /// <summary>
    /// True if a bot may answer commands in a chat: for ten minutes after the last one (docs/portal/commands.md, "Answer a command").
    /// </summary>
    public bool MayAnswerCommands(int botId, int chatId) =>
        answersUntil.TryGetValue((botId, chatId), out DateTimeOffset until) && portal.Clock.Now <= until;

    /// <summary>Calls the commands in a text. Returns true if there were any, including built-in ones.</summary>
    private bool RunCommands(Chat chat, Message message)
    {
        IReadOnlyList<(SlashCommand? Command, string Parameters)> calls = CommandLines.Find(portal, chat, message.AuthorId, message.Text);
        HashSet<(int Id, string Parameters)> executed = [];
        foreach ((SlashCommand? found, string parameters) in calls)
        {
            if (found is not SlashCommand command)
            {
                continue;
            }

            // A fetching bot receives all matches. At most ten different matches are pushed.
            bool isExecuted = executed.Count < CommandLines.MaxExecuted && executed.Add((command.Id, parameters));
            if (isExecuted || portal.FindBot(command.BotId) is { IsFetching: true })
            {
                CommandCalled(command, parameters, "textarea", chat, message, message.AuthorId);
            }
        }

        return calls.Count > 0;
    }

    /// <summary>Adds the message that was replied to. A bot of the type Bot can't read it in any other way.</summary>
    private JsonObject WithQuoted(JsonObject data, Message message)
    {
        Message? quoted = portal.MessageById(PhpValue.Integer(message.Params["REPLY_ID"]));
        data["additionalMessages"] = quoted is null ? new JsonArray() : new JsonArray(MessageForm.Create(quoted));
        return data;
    }

    private JsonObject WithMessage(Chat chat, Message message, int viewerId) =>
        InChat(new JsonObject { ["message"] = MessageForm.Create(message) }, chat, viewerId, message.AuthorId);

    /// <summary>Adds the chat, as the receiver sees it, and the user who acted.</summary>
    private JsonObject InChat(JsonObject data, Chat chat, int viewerId, int userId)
    {
        data["chat"] = ChatForm.Short(chat, viewerId);
        data["user"] = UserForm.InEvent(portal.FindUser(userId));
        return data;
    }
}
