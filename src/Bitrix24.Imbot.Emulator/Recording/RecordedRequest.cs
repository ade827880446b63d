using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>A request and its answer.</summary>
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

    /// <summary>The bot that the call is about, or null.</summary>
    public int? BotId { get; init; }

    /// <summary>The dialog as the call names it, or the dialog of the message that it names; null for a call about neither.</summary>
    public string? DialogId { get; init; }

    /// <summary>The first words of what the call says: a text, a title or a name, or the methods of a batch. Null when there are none.</summary>
    public string? Words { get; init; }

    /// <summary>The fault that was applied, or null.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The time from the arrival of the request to its answer, or to the end of the connection; null while it is in progress.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The HTTP status of the answer; null while the request is in progress, and if the connection was closed without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body of the answer, complete even if a fault cut it; empty without an answer.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True when the portal executed the call, even if the caller got no answer.</summary>
    public bool Executed { get; init; }
}
