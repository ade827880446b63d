namespace Bitrix24.Imbot.Core.Listening;

/// <summary>An endpoint that an <see cref="HttpServer"/> serves.</summary>
internal interface IHttpEndpoint
{
    /// <summary>Checks a request before its body is received.</summary>
    /// <exception cref="HttpRefusal">The request is refused.</exception>
    void Check(HttpHead head);

    /// <summary>Processes a complete request.</summary>
    /// <exception cref="HttpRefusal">The request is refused.</exception>
    Task AcceptAsync(HttpHead head, ArraySegment<byte> body);

    /// <summary>Called for every refused request, on any thread.</summary>
    void Refused(HttpRefusal refusal);
}
