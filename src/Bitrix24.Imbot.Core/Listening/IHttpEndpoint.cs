namespace Bitrix24.Imbot.Core.Listening;

/// <summary>What a <see cref="HttpServer"/> serves.</summary>
internal interface IHttpEndpoint
{
    /// <summary>Looks at a request before its body is received.</summary>
    /// <exception cref="HttpRefusal">It is not served.</exception>
    void Check(HttpHead head);

    /// <summary>Takes a whole request.</summary>
    /// <exception cref="HttpRefusal">It is not served.</exception>
    Task AcceptAsync(HttpHead head, ArraySegment<byte> body);

    /// <summary>Hears of every request that was refused, from any thread.</summary>
    void Refused(HttpRefusal refusal);
}
