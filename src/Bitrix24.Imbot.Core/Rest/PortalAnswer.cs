namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A successful answer: the result and its metadata.</summary>
public sealed class PortalAnswer
{
    internal PortalAnswer(JsonElement envelope, JsonElement result)
    {
        Envelope = envelope;
        Result = result;
    }

    /// <summary>Copies an answer so that an initializer can add facts.</summary>
    internal PortalAnswer(PortalAnswer answer)
        : this(answer.Envelope, answer.Result)
    {
        Attempts = answer.Attempts;
        Duration = answer.Duration;
    }

    /// <summary>The complete answer.</summary>
    public JsonElement Envelope { get; }

    /// <summary>The <c>result</c> member: an object, a list, or a plain value, as documented for the method.</summary>
    public JsonElement Result { get; }

    /// <summary>Total number of items for classic list methods; null for other methods.</summary>
    public long? Total => Envelope.Number("total");

    /// <summary>Start of the next page for classic list methods; null for other methods and on the last page.</summary>
    public long? Next => Envelope.Number("next");

    /// <summary>Execution time in seconds that this method has used in the current window. Only on cloud portals.</summary>
    public double? Operating => Envelope.Member("time").Real("operating");

    /// <summary>Unix time in seconds when the oldest minute leaves that window; null if unknown.</summary>
    public long? OperatingResetAt => Envelope.Member("time").Number("operating_reset_at");

    /// <summary>Number of times that the call was sent, for example 2 if a token was refreshed.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>Time from the start of the first attempt to the end of the last one.</summary>
    public TimeSpan Duration { get; internal init; }
}
