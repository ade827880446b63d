namespace Bitrix24.Imbot.Core.Listening;

/// <summary>What a client of the listener may take.</summary>
internal sealed record HttpLimits
{
    /// <summary>Bytes of the request line and the headers.</summary>
    public int HeadBytes { get; init; } = 16 * 1024;

    /// <summary>Headers of a request.</summary>
    public int Headers { get; init; } = 100;

    /// <summary>Bytes of a body. The largest event, 20,000 characters of four bytes with attachment and keyboard of 60,000 each, is below as a form.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of all bodies that are being received at a time.</summary>
    public long BufferedBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Connections at a time; a further one displaces the one that has waited longest without a whole request.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>From the first byte of a request to the end of its headers, and from there to the end of its body.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two requests on a connection.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);
}
