using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary><c>im.v2.Event.get</c>: one page of the queue of the credential's user.</summary>
public sealed class GetUserEventsRequest : PortalRequest<EventPage>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImEventGet;

    /// <summary>Where to begin; the portal deletes every event below it. Null: at the oldest one, and nothing is deleted.</summary>
    public long? Offset { get; init; }

    /// <summary>Events at most, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <inheritdoc />
    public override JsonMap ToParameters()
    {
        JsonMap parameters = new();
        EventPaging.AddTo(parameters, Offset, Limit);
        return parameters;
    }

    /// <inheritdoc />
    public override EventPage ReadResult(JsonElement result) => new(result, Offset, Method);
}
