using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.Manager.add</c>: makes users managers of a group chat. The portal always answers true.</summary>
public sealed class AddChatManagersRequest : BotAction
{
    private readonly string dialogId;
    private readonly IReadOnlyCollection<long> userIds;

    /// <summary>Creates a request.</summary>
    public AddChatManagersRequest(long botId, string dialogId, IReadOnlyCollection<long> userIds)
        : base(ApiMethods.ChatManagerAdd, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.userIds = userIds;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters["userIds"] = userIds;
    }
}
