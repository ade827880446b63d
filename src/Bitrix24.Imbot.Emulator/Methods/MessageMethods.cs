using System.Text.Json;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat.Message (docs/portal/messages.md).</summary>
internal static class MessageMethods
{
    public static JsonNode Send(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        return MessageSending.Send(call, bot, ChatAccess.Require(bound, bot.Id), fields);
    }

    public static JsonNode Update(RestCall call)
    {
        Bot bot = call.OwnedBot();
        int messageId = call.Parameters.Integer("messageId");
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        Message message = ChatAccess.RequireMessage(call.Portal, messageId, bot.Id);
        MessageEditing.Update(call.Portal, bot, message, MessageFields.Accept(fields, MessageFields.Update));
        return RestCall.Done;
    }

    /// <summary>
    /// If the bot may not delete the message, the call succeeds but changes nothing. With <c>complete</c>, which must be JSON <c>true</c>, the right
    /// isn't required (docs/portal/messages.md, "Delete").
    /// </summary>
    public static JsonNode Delete(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Message message = ChatAccess.RequireMessage(call.Portal, call.Parameters.Integer("messageId"), bot.Id);
        ChatMember member = call.Portal.ChatById(message.ChatId)!.Member(bot.Id)!;
        if (call.Parameters["complete"]?.GetValueKind() == JsonValueKind.True)
        {
            MessageStore.Remove(call.Portal, message, isComplete: true);
        }
        else if (!message.IsDeleted && (message.AuthorId == bot.Id || member.IsManager))
        {
            MessageStore.Remove(call.Portal, message, isComplete: message.AuthorId == bot.Id && message.ViewedBy.Count == 0);
        }

        return RestCall.Done;
    }

    public static JsonNode Get(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Message message = ChatAccess.RequireMessage(call.Portal, call.Parameters.Integer("messageId"), bot.Id);
        RequireObserver(bot);
        return new JsonObject
        {
            ["message"] = MessageForm.Create(message),
            ["user"] = call.Portal.FindUser(message.AuthorId) is User author ? UserForm.InAnswer(call.Portal, author) : new JsonArray(),
        };
    }

    public static JsonNode GetContext(RestCall call)
    {
        const int maxRange = 50;
        Bot bot = call.OwnedBot();
        int messageId = call.Parameters.Integer("messageId");
        int range = Math.Clamp(call.Parameters.OptionalInteger("range") ?? maxRange, 1, maxRange);
        Message message = ChatAccess.RequireMessage(call.Portal, messageId, bot.Id);
        RequireObserver(bot);
        Chat chat = call.Portal.ChatById(message.ChatId)!;
        Message[] visible = [.. chat.AllMessages.Where(other => other.Id > chat.Member(bot.Id)!.JoinedAfterMessageId)];
        Message[] before = [.. visible.Where(other => other.Id < message.Id)];
        Message[] after = [.. visible.Where(other => other.Id > message.Id)];
        Message[] window = [.. before.TakeLast(range), message, .. after.Take(range)];
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. window.Select(MessageForm.Create)]),
            ["users"] = UserForm.List(call.Portal, window.Select(other => other.AuthorId).Distinct()),
            ["hasPrevPage"] = before.Length > range,
            ["hasNextPage"] = after.Length > range,
        };
    }

    public static JsonNode Read(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        int? messageId = call.Parameters.OptionalInteger("messageId");
        Chat chat = ChatAccess.Require(bound, bot.Id);
        if (messageId is int id)
        {
            ChatAccess.RequireMessage(call.Portal, id, bot.Id);
        }

        IReadOnlyList<int> viewed = MessageStore.Read(chat, bot.Id, messageId);
        int lastRead = chat.Member(bot.Id)!.LastReadMessageId;
        return new JsonObject
        {
            ["chatId"] = chat.Id,
            ["lastId"] = lastRead,
            ["counter"] = chat.AllMessages.Count(message => message.Id > lastRead && message.AuthorId != bot.Id),
            ["viewedMessages"] = new JsonArray([.. viewed.Select(id => (JsonNode)id)]),
        };
    }

    /// <summary>Adds a reaction to the bot's other reactions. Adding the same reaction again is an error.</summary>
    public static JsonNode AddReaction(RestCall call) => React(call, isAdded: true);

    public static JsonNode DeleteReaction(RestCall call) => React(call, isAdded: false);

    private static JsonObject React(RestCall call, bool isAdded)
    {
        Bot bot = call.OwnedBot();
        int messageId = call.Parameters.Integer("messageId");
        string reaction = call.Parameters.String("reaction");
        Message message = ChatAccess.RequireMessage(call.Portal, messageId, bot.Id);
        string name = ReactionTable.Find(reaction) ?? throw new RestException("REACTION_NOT_FOUND");
        return MessageStore.React(call.Portal, message, bot.Id, name, isAdded)
            ? RestCall.Done
            : throw new RestException(isAdded ? "REACTION_ALREADY_SET" : "REACTION_NOT_FOUND");
    }

    private static void RequireObserver(Bot bot) =>
        RestException.ThrowIf(!ChatRights.SeesEverything(bot), "BOT_TYPE_NOT_ALLOWED", "Method is available only for supervisor and personal bots");
}
