using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A successful answer: the result and what stands beside it.</summary>
public sealed class PortalAnswer
{
    internal PortalAnswer(JsonElement envelope, JsonElement result)
    {
        Envelope = envelope;
        Result = result;
    }

    /// <summary>The same answer where more is known of it. An initializer says what.</summary>
    internal PortalAnswer(PortalAnswer answer)
        : this(answer.Envelope, answer.Result)
    {
        Attempts = answer.Attempts;
        Duration = answer.Duration;
    }

    /// <summary>The whole answer.</summary>
    public JsonElement Envelope { get; }

    /// <summary>The member <c>result</c>: an object, a list, or a bare value, as the method's documentation says.</summary>
    public JsonElement Result { get; }

    /// <summary>Number of all items, for classic list methods; null for others.</summary>
    public long? Total => Envelope.Number("total");

    /// <summary>Where the next page starts, for classic list methods; null for others and at the end.</summary>
    public long? Next => Envelope.Number("next");

    /// <summary>Seconds of execution that this method has used up in the current window; on cloud portals only.</summary>
    public double? Operating => Envelope.Member("time").Real("operating");

    /// <summary>Unix time in seconds at which the oldest minute drops out of that window; null where it was not told.</summary>
    public long? OperatingResetAt => Envelope.Member("time").Number("operating_reset_at");

    /// <summary>How often the call was sent: 2 when a token was refreshed on the way.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>From the first attempt's start to the last one's end.</summary>
    public TimeSpan Duration { get; internal init; }
}
