namespace Bitrix24.Imbot.Core.Listening;

/// <summary>The limits for clients of the listener.</summary>
internal sealed record HttpLimits
{
    /// <summary>Maximum size of the request line and the headers in bytes.</summary>
    public int HeadBytes { get; init; } = 16 * 1024;

    /// <summary>Maximum number of headers of a request.</summary>
    public int Headers { get; init; } = 100;

    /// <summary>
    /// Maximum size of a body in bytes. The largest event, as a form, is smaller: 20,000 characters of four bytes, with an attachment and a keyboard
    /// of 60,000 characters each.
    /// </summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Maximum size of all bodies that are being received, in bytes.</summary>
    public long BufferedBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Maximum number of connections. A new connection replaces the one that has waited longest without a complete request.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>Maximum time from the first byte of a request to the end of its headers, and from there to the end of its body.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum time between two requests on a connection.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);
}
