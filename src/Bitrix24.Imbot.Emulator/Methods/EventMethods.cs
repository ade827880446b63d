using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Event and im.v2.Event (docs/portal/events.md, "Queue" and "User events").</summary>
internal static class EventMethods
{
    private const int DefaultLimit = 100;

    /// <summary>
    /// Returns the bot's queue. With <c>withUserEvents</c>, the queue of the credential's user is included, with one offset for both.
    /// </summary>
    public static JsonNode Get(RestCall call)
    {
        Bot bot = call.OwnedBot();
        (long offset, int limit) = Page(call);
        if (!call.Parameters.Boolean("withUserEvents", false))
        {
            return call.Portal.Queue.Fetch([bot.Id], offset, limit);
        }

        int userId = call.Credential.UserId;
        RestException.ThrowIf(!call.Credential.Has("im"), "SCOPE_ERROR", "Scope 'im' is required to fetch user events");
        RestException.ThrowIf(
            !call.Portal.Queue.Subscribers.Contains(userId), "USER_NOT_SUBSCRIBED", "User is not subscribed. Call im.v2.Event.subscribe first");
        return call.Portal.Queue.Fetch([bot.Id, userId], offset, limit);
    }

    /// <summary>Returns the queue of the credential's user, who doesn't have to be subscribed.</summary>
    public static JsonNode GetUserEvents(RestCall call)
    {
        (long offset, int limit) = Page(call);
        return call.Portal.Queue.Fetch([call.Credential.UserId], offset, limit);
    }

    public static JsonNode Subscribe(RestCall call)
    {
        call.Portal.Queue.Subscribe(call.Credential.UserId);
        return JsonValue.Create(true);
    }

    public static JsonNode Unsubscribe(RestCall call)
    {
        call.Portal.Queue.Unsubscribe(call.Credential.UserId);
        return JsonValue.Create(true);
    }

    private static (long Offset, int Limit) Page(RestCall call) =>
        (call.Parameters.Long("offset", 0), call.Parameters.Integer("limit", DefaultLimit));
}
