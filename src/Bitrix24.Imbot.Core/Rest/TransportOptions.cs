namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Connection, timeout, and retry settings of a session.</summary>
public sealed record TransportOptions
{
    /// <summary>The defaults.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>Maximum time for one attempt of a call, from the first byte sent to the last byte read. Default: 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Maximum number of retries of a failed call, if its outcome allows retries. Waits for the portal's limits don't count. 0 disables retries.
    /// Default: 5.
    /// </summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>Maximum total time that a call waits for the portal's limits. Default: 15 minutes.</summary>
    public TimeSpan MaxLimitWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The request rate.</summary>
    public RequestRate RequestRate { get; init; } = RequestRate.Auto;

    /// <summary>The connection settings.</summary>
    public ConnectionOptions Connection { get; init; } = ConnectionOptions.Default;
}
