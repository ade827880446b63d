namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Maximum request rate (docs/portal/limits-and-batch.md, "Request rate"). The portal counts requests in a leaky bucket for each source address.
/// </summary>
public enum RequestRate
{
    /// <summary>
    /// Standard for cloud portals, which are recognized by their answers. For a self-hosted portal, no limit until it refuses a request.
    /// </summary>
    Auto,

    /// <summary>50 requests at once, then 2 per second: all cloud plans except Enterprise.</summary>
    Standard,

    /// <summary>250 requests at once, then 5 per second.</summary>
    Enterprise,

    /// <summary>No limit.</summary>
    Unlimited,
}
