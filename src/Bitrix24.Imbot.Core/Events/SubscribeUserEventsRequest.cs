using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// <c>im.v2.Event.subscribe</c>: subscribes to the events of the user whose credentials are used. The answer is a bare <c>true</c>.
/// </summary>
public sealed class SubscribeUserEventsRequest : PortalRequest<bool>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImEventSubscribe;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new();

    /// <inheritdoc />
    public override bool ReadResult(JsonElement result) => result.Truth() == true;
}
