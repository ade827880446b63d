using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Receives the portal's POST requests: verifies the sender and the bot, saves the event to the queue on disk, and only then confirms it to the
/// portal. The portal doesn't repeat a request that was refused (docs/portal/events.md, "Delivery").
/// </summary>
internal sealed class EventEndpoint(ListenAddress address, ApplicationToken token, long botId, PushedQueue queue, ArrivalRate rate, Refusals refusals)
{
    private const string OfBots = "ONIMBOTV2";

    /// <summary>Checks a request before its body is received.</summary>
    /// <exception cref="HttpRefusal">The request is refused.</exception>
    public void Check(HttpHead head)
    {
        if (!address.Matches(head.Target))
        {
            throw new HttpRefusal(404, "wrong path");
        }

        if (head.Method != "POST")
        {
            throw new HttpRefusal(405, "a method other than POST");
        }

        // The media type is ignored: portals omit it, proxies change it, and the body itself shows its format.
        if (head.Header("Content-Encoding") is { } and not "identity")
        {
            throw new HttpRefusal(415, "compressed body");
        }
    }

    /// <summary>Processes the body of a request.</summary>
    /// <exception cref="HttpRefusal">The request is refused.</exception>
    public async Task AcceptAsync(ArraySegment<byte> body)
    {
        PushedEvent pushed = Read(body, out bool isFromPortal);
        if (!isFromPortal)
        {
            throw new HttpRefusal(403, "the application token does not match");
        }

        if (!pushed.Event.Type.StartsWith(OfBots, StringComparison.OrdinalIgnoreCase) || pushed.Event.BotId != botId)
        {
            throw new HttpRefusal(403, "the event is for another bot") { IsFromPortal = true };
        }

        if (!rate.TryAcquire())
        {
            throw new HttpRefusal(429, "too many events in a short time") { IsFromPortal = true };
        }

        await KeepAsync(pushed).ConfigureAwait(false);
    }

    /// <summary>Called for every refused request, on any thread.</summary>
    public void Refused(HttpRefusal refusal) => refusals.Add(refusal);

    private async Task KeepAsync(PushedEvent pushed)
    {
        try
        {
            switch (await queue.AddAsync(pushed).ConfigureAwait(false))
            {
                case Acceptance.Full:
                    throw new HttpRefusal(503, "the queue on disk is full") { IsFromPortal = true };
                case Acceptance.Repeated:
                    refusals.AddRepeated();
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HttpRefusal(503, "the event could not be written to disk", exception.Message) { IsFromPortal = true };
        }
    }

    private PushedEvent Read(ArraySegment<byte> body, out bool isFromPortal)
    {
        isFromPortal = false;
        try
        {
            return token.Read(body, out isFromPortal);
        }
        catch (B24Exception exception)
        {
            throw new HttpRefusal(400, "the body is not an event", exception.Message) { IsFromPortal = isFromPortal };
        }
    }
}
