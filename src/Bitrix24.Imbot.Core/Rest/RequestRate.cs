namespace Bitrix24.Imbot.Core.Rest;

/// <summary>How fast requests may follow each other (docs/portal/limits-and-batch.md, "Request rate"): the portal counts them in a leaky bucket per source address.</summary>
public enum RequestRate
{
    /// <summary>As Standard where answers show a cloud portal; a self-hosted one is not paced until it refuses.</summary>
    Auto,

    /// <summary>50 at once, then 2 a second: all cloud plans but Enterprise.</summary>
    Standard,

    /// <summary>250 at once, then 5 a second.</summary>
    Enterprise,

    /// <summary>Never paced.</summary>
    Unlimited,
}
