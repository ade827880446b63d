using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// <c>im.v2.Event.unsubscribe</c>: ends the subscription to the events of the user whose credentials are used, and deletes the events in the queue
/// (docs/portal/events.md, "User events"). The answer is a bare <c>true</c>.
/// </summary>
public sealed class UnsubscribeUserEventsRequest : PortalRequest<bool>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImEventUnsubscribe;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new();

    /// <inheritdoc />
    public override bool ReadResult(JsonElement result) => result.Truth() == true;
}
