using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>im.v2.Chat.Bot.sendContext</c>: sends data to a bot on behalf of the user whose credentials are used, like a context link that opens the bot's
/// dialog (docs/portal/chats.md, "Context links"). The bot receives it as an event. The result is not documented; only false is treated as a failure.
/// </summary>
/// <param name="dialogId">The dialog as the user sees it: the ID of the bot for the private dialog.</param>
/// <param name="context">The data.</param>
/// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>.</exception>
public sealed class SendBotContextRequest(string dialogId, JsonMap context) : PortalRequest<bool>
{
    private readonly string dialogId = DialogId.Require(dialogId);

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImChatBotSendContext;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new() { ["dialogId"] = dialogId, ["context"] = context };

    /// <inheritdoc />
    public override bool ReadResult(JsonElement result) => true;
}
