using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.update</c>: title, description, colour and picture of a group chat. Only its owner may.</summary>
public sealed class UpdateChatRequest : BotAction
{
    private readonly string dialogId;
    private readonly ChatProperties properties;

    /// <summary>Makes a request.</summary>
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
