using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>A request and its answer.</summary>
public sealed record RecordedRequest
{
    /// <summary>The number in order of arrival, starting with 1. Clearing the log restarts the numbers.</summary>
    public required int Sequence { get; init; }

    /// <summary>The time of arrival, in the portal's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The HTTP method, such as GET or POST.</summary>
    public required string HttpMethod { get; init; }

    /// <summary>The path as sent, without decoding.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without the question mark; empty if there is none.</summary>
    public required string Query { get; init; }

    /// <summary>The request headers. Several values of one header are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as UTF-8 text.</summary>
    public required string Body { get; init; }

    /// <summary>The API method in its documented spelling, or <c>oauth/token</c>. For an unknown method, the name as sent.</summary>
    public required string Method { get; init; }

    /// <summary>The TCP connection, so that connections can be counted.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The ID of the bot that the call is about, or null.</summary>
    public int? BotId { get; init; }

    /// <summary>The dialog ID as sent, or the dialog of the message that the call refers to; null for a call about neither.</summary>
    public string? DialogId { get; init; }

    /// <summary>The first words of the call's content: a text, a title, a name, or the methods of a batch. Null if there are none.</summary>
    public string? Words { get; init; }

    /// <summary>The fault that was applied, or null.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The time from the arrival of the request to its answer, or to the end of the connection; null while it is in progress.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The HTTP status of the answer; null while the request is in progress, or if the connection was closed without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body of the answer. It is complete even if a fault cut it, and empty if there was no answer.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True if the portal executed the call, even if the caller received no answer.</summary>
    public bool Executed { get; init; }
}
