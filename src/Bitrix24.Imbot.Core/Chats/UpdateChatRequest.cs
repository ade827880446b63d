using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.update</c>: changes the title, description, color, and image of a group chat. Only the owner of the chat can do this.
/// </summary>
public sealed class UpdateChatRequest : BotAction
{
    private readonly string dialogId;
    private readonly ChatProperties properties;

    /// <summary>Creates a request.</summary>
    public UpdateChatRequest(long botId, string dialogId, ChatProperties properties)
        : base(ApiMethods.ChatUpdate, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.properties = properties;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters["fields"] = properties.ToFields();
    }
}
