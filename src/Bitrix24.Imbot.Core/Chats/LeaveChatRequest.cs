using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.leave</c>: the bot leaves a group chat.</summary>
public sealed class LeaveChatRequest : BotAction
{
    private readonly string dialogId;

    /// <summary>Creates a request.</summary>
    public LeaveChatRequest(long botId, string dialogId)
        : base(ApiMethods.ChatLeave, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
    }
}
