using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>im.v2.Chat.Bot.sendContext</c>: gives a bot data in the name of the credential's user, as a context link does that opens its dialog (docs/portal/chats.md, "Context links").
/// The bot gets them as an event. What the method answers is not documented; only a false counts as a failure.
/// </summary>
public sealed class SendBotContextRequest : PortalRequest<bool>
{
    private readonly string dialogId;
    private readonly JsonMap context;

    /// <summary>Makes a request.</summary>
    /// <param name="dialogId">The dialog as the user sees it: the bot's number for the private one.</param>
    /// <param name="context">The data.</param>
    /// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>.</exception>
    public SendBotContextRequest(string dialogId, JsonMap context)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.context = context;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImChatBotSendContext;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new() { ["dialogId"] = dialogId, ["context"] = context };

    /// <inheritdoc />
    public override bool ReadResult(JsonElement result) => true;
}
