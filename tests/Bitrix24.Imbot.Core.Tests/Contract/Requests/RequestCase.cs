using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Rest;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

/// <summary>A request and the JSON that it must send, without the authorization that a session puts in.</summary>
internal sealed record RequestCase(string Method, string What, string Json, Func<(string Method, string Json)> Send)
{
    public string Name => $"{Method}: {What}";

    public static RequestCase Of<TResult>(string method, string what, string json, PortalRequest<TResult> request) =>
        new(method, what, json, () => (request.Method.Name, SentJson.Of(request)));
}
