using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Converts an HTTP answer to a result or to an error of a known kind.</summary>
internal static class AnswerReader
{
    /// <summary>Matches the URLs of portal sign-in pages, such as <c>/auth/</c>, <c>/login.php</c>, and <c>/?auth=yes</c>.</summary>
    private static readonly Regex LoginPage = new(@"/bitrix/admin\b|[/?&_](auth|login|authorize)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads the answer to a method.</summary>
    /// <exception cref="B24Exception">The portal's error, or any other problem with the answer.</exception>
    public static PortalAnswer Read(
        HttpAnswer answer,
        Uri address,
        ApiMethod method,
        IEnumerable<Secret> secrets,
        long? sentBytes = null,
        JsonMap? parameters = null)
    {
        JsonElement body = ReadObject(answer, address, method.Name, sentBytes);
        if (body.Text("error") is { Length: > 0 } code)
        {
            if (method.ResultOfRefusal(code) is { } proven)
            {
                return new PortalAnswer(body, proven);
            }

            if (answer.Status == 413 && PortalErrorCodes.KindOf(code) == PortalErrors.PortalRefused)
            {
                // The code comes from a proxy and is not documented. Only the size is relevant.
                throw WithoutCode(ConnectionErrors.RequestTooLarge, "JSON", answer, address, method.Name, sentBytes);
            }

            throw Refusal(code, body.Text("error_description"), answer, method, secrets, parameters);
        }

        if (!body.TryGetProperty("result", out JsonElement result))
        {
            throw WithoutCode(UnexpectedKind(answer), "no result or error", answer, address, method.Name, sentBytes);
        }

        return UnusableResult(answer, address.Authority, method, result) is { } unusable ? throw unusable : new PortalAnswer(body, result);
    }

    /// <summary>
    /// The error for a result that doesn't prove that the method was executed; null if it does. A result in an undocumented form, such as null or a
    /// text, comes from another server or from a portal that failed during execution, so the effect is unknown. No writing method is known to answer
    /// false in normal operation: if the portal skips something, it answers true.
    /// </summary>
    public static B24Exception? UnusableResult(HttpAnswer answer, string portal, ApiMethod method, JsonElement result) => method.IsDone(result) switch
    {
        true => null,
        false => Failure(
            PortalErrors.PortalAnsweredFalse, $"{portal} answered {method} with false, so the operation was not performed.", answer, method.Name, Outcome.Refused),
        null => Failure(
            ConnectionErrors.AnswerUnexpected, $"{portal} answered {method} with a result that doesn't show whether the operation was performed.", answer, method.Name),
    };

    /// <summary>Whether the portal, or a server in front of it, rejected a request before executing it.</summary>
    public static bool IsTurnedAway(int status, TimeSpan? retryAfter) => status == 429 || (status == 503 && retryAfter is not null);

    /// <summary>Reads a JSON object, regardless of the status.</summary>
    /// <exception cref="B24Exception">The answer is not an object: a redirect, a page, or an incomplete answer.</exception>
    public static JsonElement ReadObject(HttpAnswer answer, Uri address, string method, long? sentBytes = null)
    {
        if (answer.Status is >= 300 and < 400)
        {
            throw Failure(
                ConnectionErrors.PortalRedirected,
                $"{address.Authority} redirects {method} to {Destination(answer, address)}.",
                answer,
                method,
                Outcome.NotExecuted);
        }

        try
        {
            JsonElement body = PortalJson.Parse(answer.Content).RootElement;
            return body.ValueKind == JsonValueKind.Object
                ? body
                : throw WithoutCode(ConnectionErrors.AnswerUnexpected, "JSON that is not an object", answer, address, method, sentBytes);
        }
        catch (JsonException exception)
        {
            throw NoJson(answer, address, method, sentBytes, exception);
        }
    }

    /// <summary>The error for a code that a method returned.</summary>
    public static B24Exception Refusal(
        string code,
        string? description,
        HttpAnswer answer,
        ApiMethod method,
        IEnumerable<Secret> secrets,
        JsonMap? parameters = null)
    {
        string? words = description is null ? null : Scrubbed(HtmlText.ToPlainText(description), secrets);
        string shown = Scrubbed(code, secrets);
        string explained = string.IsNullOrEmpty(words) || words == shown ? shown : $"{shown}: {words}";

        // A server error with a code can occur during execution. Only these codes are sent before it.
        bool refusedUnexecuted = answer.Status < 500 || code.ToUpperInvariant() is "QUERY_LIMIT_EXCEEDED" or "OVERLOAD_LIMIT" or "PORTAL_DELETED";
        bool notExecuted = code.ToUpperInvariant() is "QUERY_LIMIT_EXCEEDED" or "OPERATION_TIME_LIMIT" or "OVERLOAD_LIMIT"
            or "EXPIRED_TOKEN" or "INVALID_TOKEN" or "CONNECTION_ERROR";
        bool turnedAway = IsTurnedAway(answer.Status, answer.RetryAfter);
        ErrorKind kind = PortalErrorCodes.KindOf(code);
        if (turnedAway && !IsMoreSpecific(code, kind))
        {
            kind = TurnedAwayKind(answer, ConnectionErrors.ServerFailed);
        }

        string missing = kind == AuthorizationErrors.ScopeInsufficient && method.Scope is { } scope ? $" The scope '{scope}' is missing." : string.Empty;
        string? subject = parameters is null ? null : RequestObject.Describe(kind, parameters);
        string refusal = subject is null ? $"The portal refused {method} with {explained}"
            : kind.Group == ErrorGroup.NotFound ? $"The portal did not find {subject}: {method} answered {explained}"
            : $"The portal refused {method} for {subject} with {explained}";
        return new B24Exception(kind, $"{refusal.TrimEnd('.')}.{missing}")
        {
            PortalCode = shown,
            PortalMessage = words,
            HttpStatus = answer.Status,
            RetryAfter = answer.RetryAfter,
            Method = method.Name,
            Outcome = notExecuted || turnedAway ? Outcome.NotExecuted : refusedUnexecuted ? Outcome.Refused : Outcome.Unknown,
        };
    }

    /// <summary>
    /// Whether a code is more specific than the status: a limit with its own wait time, a block, a deleted portal, or a token that a refresh
    /// replaces.
    /// </summary>
    private static bool IsMoreSpecific(string code, ErrorKind kind) =>
        kind == PortalErrors.RequestLimitExceeded || kind == PortalErrors.OperatingLimitExceeded || kind == PortalErrors.PortalBlocked || kind == PortalErrors.PortalDeleted
        || kind == AuthorizationErrors.AccessTokenExpired || string.Equals(code, "invalid_token", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of a failure that occurred before execution.</summary>
    private static ErrorKind TurnedAwayKind(HttpAnswer answer, ErrorKind fallback) => answer.Status == 429 ? PortalErrors.RequestLimitExceeded : fallback;

    private static string Scrubbed(string text, IEnumerable<Secret> secrets) => secrets.Aggregate(text, (current, secret) => secret.Scrub(current));

    private static B24Exception NoJson(HttpAnswer answer, Uri address, string method, long? sentBytes, JsonException exception)
    {
        int start = PortalJson.FirstVisible(answer.Content, 0, answer.Content.Length);
        byte first = start < answer.Content.Length ? answer.Content[start] : (byte)0;
        if (first == (byte)'{' && answer.Status != 413)
        {
            return Failure(
                ConnectionErrors.AnswerIncomplete,
                $"The answer from {address.Authority} to {method} is incomplete or damaged.",
                answer,
                method,
                inner: exception,
                content: answer.Content);
        }

        return first == (byte)'<'
            ? WithoutCode(ConnectionErrors.AnswerIsHtml, "a web page", answer, address, method, sentBytes, exception)
            : WithoutCode(UnexpectedKind(answer), start == answer.Content.Length ? "no content" : "content that is not JSON", answer, address, method, sentBytes, exception);
    }

    private static ErrorKind UnexpectedKind(HttpAnswer answer) => answer.Status >= 500 ? ConnectionErrors.ServerFailed : ConnectionErrors.AnswerUnexpected;

    /// <summary>
    /// The error for an answer without a code from the portal. A server in front of it sent the answer, so only the status shows what happened to the
    /// call.
    /// </summary>
    private static B24Exception WithoutCode(
        ErrorKind kind,
        string content,
        HttpAnswer answer,
        Uri address,
        string method,
        long? sentBytes,
        Exception? inner = null)
    {
        if (answer.Status == 413)
        {
            string size = sentBytes is { } bytes ? $" of {bytes} bytes" : string.Empty;
            return Failure(
                ConnectionErrors.RequestTooLarge,
                $"{address.Authority} refused {method} with HTTP status 413: the request{size} is too large. The call was not executed.",
                answer,
                method,
                Outcome.Refused,
                inner);
        }

        return answer.Status is 401 or 403 or 404
            ? Failure(kind, $"{address.Authority} refused {method} with HTTP status {answer.Status} and {content}. The call was not executed.", answer, method, Outcome.Refused, inner)
            : Failure(kind, $"{address.Authority} answered {method} with HTTP status {answer.Status} and {content}.", answer, method, inner: inner);
    }

    /// <summary>Shows only scheme and host, or the purpose of the page. The rest of the URL can contain the webhook code.</summary>
    private static string Destination(HttpAnswer answer, Uri address)
    {
        if (answer.Location is null)
        {
            return "an unspecified address";
        }

        Uri absolute = answer.Location.IsAbsoluteUri ? answer.Location : new Uri(address, answer.Location);
        return absolute.Authority == address.Authority && LoginPage.IsMatch(absolute.PathAndQuery)
            ? "its own login page"
            : absolute.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The error for an answer. If the request was rejected before its execution, the error shows this.</summary>
    public static B24Exception Failure(
        ErrorKind kind,
        string message,
        HttpAnswer answer,
        string method,
        Outcome outcome = Outcome.Unknown,
        Exception? inner = null,
        byte[]? content = null)
    {
        bool turnedAway = IsTurnedAway(answer.Status, answer.RetryAfter);
        return new B24Exception(turnedAway ? TurnedAwayKind(answer, kind) : kind, message, inner)
        {
            HttpStatus = answer.Status,
            RetryAfter = answer.RetryAfter,
            Method = method,
            Outcome = turnedAway ? Outcome.NotExecuted : outcome,
            Content = content,
        };
    }
}
