namespace Bitrix24.Imbot.Core.Rest;

/// <summary>How a session reaches the portal, and how patient it is.</summary>
public sealed record TransportOptions
{
    /// <summary>The defaults.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>Longest time for one attempt of one call, from the first byte sent to the last one read. 60 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a failed call is repeated at most, where its outcome allows it; 5 by default. Waits for the portal's limits do not count. 0 repeats nothing.
    /// </summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>How long one call waits for the portal's limits in all; 15 minutes by default.</summary>
    public TimeSpan MaxLimitWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How fast requests may follow each other.</summary>
    public RequestRate RequestRate { get; init; } = RequestRate.Auto;

    /// <summary>What the connections themselves depend on.</summary>
    public ConnectionOptions Connection { get; init; } = ConnectionOptions.Default;
}
