using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>A request and its answer.</summary>
/// <param name="Sequence">The number in order of arrival, starting with 1. Clearing the log restarts the numbers.</param>
/// <param name="Time">The time of arrival, in the portal's time.</param>
/// <param name="HttpMethod">The HTTP method, such as GET or POST.</param>
/// <param name="Path">The path as sent, without decoding.</param>
/// <param name="Query">The query as sent, without the question mark; empty if there is none.</param>
/// <param name="Headers">The request headers. Several values of one header are joined with a comma.</param>
/// <param name="Body">The body as UTF-8 text.</param>
/// <param name="Method">The API method in its documented spelling, or <c>oauth/token</c>. For an unknown method, the name as sent.</param>
/// <param name="ConnectionId">The TCP connection, so that connections can be counted.</param>
/// <param name="BotId">The ID of the bot that the call is about, or null.</param>
/// <param name="DialogId">The dialog ID as sent, or the dialog of the message that the call refers to; null for a call about neither.</param>
/// <param name="Words">The first words of the call's content: a text, a title, a name, or the methods of a batch. Null if there are none.</param>
/// <param name="Fault">The fault that was applied, or null.</param>
/// <param name="Duration">
/// The time from the arrival of the request to its answer, or to the end of the connection; null while it is in progress.
/// </param>
/// <param name="Status">
/// The HTTP status of the answer; null while the request is in progress, or if the connection was closed without an answer.
/// </param>
/// <param name="Answer">The body of the answer. It is complete even if a fault cut it, and empty if there was no answer.</param>
/// <param name="Executed">True if the portal executed the call, even if the caller received no answer.</param>
public sealed record RecordedRequest(
    int Sequence,
    DateTimeOffset Time,
    string HttpMethod,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    string Method,
    string ConnectionId,
    int? BotId,
    string? DialogId,
    string? Words,
    FaultKind? Fault = null,
    TimeSpan? Duration = null,
    int? Status = null,
    string Answer = "",
    bool Executed = false);
