using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// A request whose answer only confirms success: <c>{"result":true}</c>. If the portal answers false, this is an error
/// (<see cref="Errors.PortalErrors.PortalAnsweredFalse"/>).
/// </summary>
public abstract class BotAction : BotRequest<bool>
{
    private protected BotAction(ApiMethod method, long botId, JsonMap? members = null)
        : base(method, botId, members)
    {
    }

    /// <inheritdoc />
    public sealed override bool ReadResult(JsonElement result) => result.Truth() == true;
}
