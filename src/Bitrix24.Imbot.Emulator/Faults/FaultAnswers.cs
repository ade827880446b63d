using System.Text;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>Creates the responses that faults send instead of the portal's.</summary>
internal static class FaultAnswers
{
    /// <summary>The response to send; null if the connection ends without a response.</summary>
    public static HttpAnswer? Choose(Fault fault, HttpAnswer? executed, IncomingRequest request) => fault.Kind switch
    {
        FaultKind.AnswerLost or FaultKind.ResetBefore or FaultKind.ResetAfter => null,
        FaultKind.Hang or FaultKind.HangToken or FaultKind.UnfinishedSend => null,
        FaultKind.Html => Customize(fault, HttpAnswer.Html(fault.Status ?? 200, "Site maintenance")),
        FaultKind.NotJson => Customize(fault, new HttpAnswer(fault.Status ?? 200, "text/plain; charset=utf-8", "OK"u8.ToArray())),
        FaultKind.Status => Customize(fault, fault.Error is null
            ? HttpAnswer.Html(fault.Status ?? 503, "Service Temporarily Unavailable")
            : Error(fault, 503, fault.Error)),
        FaultKind.QueryLimitExceeded => Customize(fault, Error(fault, 503, "QUERY_LIMIT_EXCEEDED")),
        FaultKind.OperationTimeLimit => Customize(fault, Error(fault, 429, "OPERATION_TIME_LIMIT")),
        FaultKind.OverloadLimit => Customize(fault, Error(fault, 401, "OVERLOAD_LIMIT")),
        FaultKind.ExpiredToken => Customize(fault, Error(fault, 401, "expired_token")),
        FaultKind.Redirect => Redirect(fault, request),
        FaultKind.HalfJson when executed is not null => executed with { Body = executed.Body[..(executed.Body.Length / 2)] },
        _ => executed,
    };

    private static HttpAnswer Error(Fault fault, int status, string code) =>
        HttpAnswer.Error(fault.Status ?? status, code, $"Injected fault: {code}");

    private static HttpAnswer Customize(Fault fault, HttpAnswer standard)
    {
        HttpAnswer answer = standard with
        {
            ContentType = fault.ContentType ?? standard.ContentType,
            Body = fault.Body is null ? standard.Body : Encoding.UTF8.GetBytes(fault.Body),
        };
        return fault.RetryAfter is null ? answer : answer with { Headers = new Dictionary<string, string> { ["Retry-After"] = fault.RetryAfter } };
    }

    private static HttpAnswer Redirect(Fault fault, IncomingRequest request)
    {
        string location = fault.Location ?? "/";
        if (Uri.TryCreate(location, UriKind.Absolute, out Uri? target) && target.AbsolutePath == "/")
        {
            location = new Uri(target, request.Path + (request.QueryText.Length > 0 ? "?" + request.QueryText : "")).AbsoluteUri;
        }

        HttpAnswer moved = HttpAnswer.Html(fault.Status ?? 302, "Found");
        return moved with { Headers = new Dictionary<string, string> { ["Location"] = location } };
    }
}
