using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.TextField.enabled</c>: enables or disables the text field of a chat.</summary>
public sealed class SetTextFieldRequest : BotAction
{
    private readonly string dialogId;
    private readonly bool isEnabled;

    /// <summary>Creates a request.</summary>
    public SetTextFieldRequest(long botId, string dialogId, bool isEnabled)
        : base(ApiMethods.ChatTextFieldEnabled, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.isEnabled = isEnabled;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters["enabled"] = isEnabled;
    }
}
