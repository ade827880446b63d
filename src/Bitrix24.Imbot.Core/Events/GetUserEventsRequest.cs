using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary><c>im.v2.Event.get</c>: one page of the queue of the user whose credentials are used.</summary>
public sealed class GetUserEventsRequest : PortalRequest<EventPage>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImEventGet;

    /// <summary>The first event to return; the portal deletes all events below it. Null returns the oldest events and deletes none.</summary>
    public long? Offset { get; init; }

    /// <summary>Maximum number of events, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new JsonMap().AddUnlessNull("offset", Offset).AddUnlessNull("limit", Limit);

    /// <inheritdoc />
    public override EventPage ReadResult(JsonElement result) => new(result, Offset, Method);
}
