namespace Bitrix24.Imbot.Core.Rest;

/// <summary>How a session reaches the network. Sessions with equal options share connections.</summary>
public sealed record TransportOptions
{
    /// <summary>The defaults.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>Longest time for one attempt of one call, from the first byte sent to the last one read. 60 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
