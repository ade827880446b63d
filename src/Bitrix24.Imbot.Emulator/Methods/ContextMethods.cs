using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>
/// The method im.v2.Chat.Bot. It sends a bot the context with which the user opened the dialog (docs/portal/chats.md, "Context links").
/// </summary>
internal static class ContextMethods
{
    public static JsonNode Send(RestCall call)
    {
        int userId = call.Credential.UserId;
        Chat? bound = call.BindChat(userId);
        JsonNode context = call.Parameters.Array("context");
        Chat chat = ChatAccess.Require(bound, userId);
        if (chat.Members.All(member => call.Portal.FindBot(member.UserId) is null))
        {
            throw new RestException("BOT_CONTEXT_ERROR");
        }

        call.Portal.Events.ContextGiven(chat, userId, context);

        // The answer isn't documented. Similar methods only report success.
        return RestCall.Done;
    }
}
