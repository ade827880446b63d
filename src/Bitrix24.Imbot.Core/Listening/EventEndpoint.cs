using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Takes what the portal posts: checks who sent it and for which bot it is, puts it into the queue on disk, and only then lets the portal hear that it
/// was accepted. The portal repeats nothing that was refused (protocol.md 9).
/// </summary>
internal sealed class EventEndpoint : IHttpEndpoint
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string JsonType = "application/json";
    private const string OfBots = "ONIMBOTV2";

    private readonly ListenAddress address;
    private readonly ApplicationToken token;
    private readonly long botId;
    private readonly PushedQueue queue;
    private readonly ArrivalRate rate;
    private readonly Refusals refusals;

    public EventEndpoint(ListenAddress address, ApplicationToken token, long botId, PushedQueue queue, ArrivalRate rate, Refusals refusals)
    {
        this.address = address;
        this.token = token;
        this.botId = botId;
        this.queue = queue;
        this.rate = rate;
        this.refusals = refusals;
    }

    /// <inheritdoc />
    public void Check(HttpHead head)
    {
        if (!address.Takes(head.Target))
        {
            throw new HttpRefusal(404, "another path");
        }

        if (head.Method != "POST")
        {
            throw new HttpRefusal(405, "another method than POST");
        }

        if (head.MediaType is not (FormType or JsonType) || head.Header("Content-Encoding") is { } and not "identity")
        {
            throw new HttpRefusal(415, "a body that is neither a form nor JSON");
        }
    }

    /// <inheritdoc />
    public async Task AcceptAsync(HttpHead head, ArraySegment<byte> body)
    {
        PushedEvent pushed = Read(head, body);
        if (!token.Fits(pushed.ApplicationToken))
        {
            throw new HttpRefusal(403, "an application token that does not fit");
        }

        if (!pushed.Event.Type.StartsWith(OfBots, StringComparison.OrdinalIgnoreCase) || pushed.Event.BotId != botId)
        {
            throw new HttpRefusal(403, "an event that is not for this bot");
        }

        if (!rate.TryTake())
        {
            throw new HttpRefusal(429, "more events than are taken in this time");
        }

        await KeepAsync(pushed).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Refused(HttpRefusal refusal) => refusals.Add(refusal);

    private async Task KeepAsync(PushedEvent pushed)
    {
        try
        {
            switch (await queue.AddAsync(pushed).ConfigureAwait(false))
            {
                case Acceptance.Full:
                    throw new HttpRefusal(503, "events for which the queue on disk has no room");
                case Acceptance.Repeated:
                    refusals.AddRepeated();
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HttpRefusal(503, $"events that cannot be written to disk: {exception.Message}");
        }
    }

    private static PushedEvent Read(HttpHead head, ArraySegment<byte> body)
    {
        try
        {
            return head.MediaType == JsonType ? PushedEvent.ReadJson(body) : PushedEvent.ReadForm(body);
        }
        catch (B24Exception exception)
        {
            throw new HttpRefusal(400, $"a body that is no event: {exception.Message}");
        }
    }
}
