using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>One request as it came in, and what was answered.</summary>
public sealed record RecordedRequest
{
    /// <summary>Number in order of arrival, from 1. Clearing the log restarts the numbers.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it arrived, in the portal's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>GET, POST, ...</summary>
    public required string HttpMethod { get; init; }

    /// <summary>The path as sent, not decoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without the question mark; empty when there is none.</summary>
    public required string Query { get; init; }

    /// <summary>Request headers; several values of one name are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as UTF-8 text.</summary>
    public required string Body { get; init; }

    /// <summary>The API method in its documented spelling, the name as sent when there is no such method, or <c>oauth/token</c>.</summary>
    public required string Method { get; init; }

    /// <summary>One value per TCP connection, so that sockets can be counted.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The fault that was played, or null.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The HTTP status that was answered; null while under way and when the connection was closed without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body that was answered (whole, also when a fault cut it on the way); empty when none was.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True when the portal carried the call out, even if the caller got no answer.</summary>
    public bool Executed { get; init; }
}
