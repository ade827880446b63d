using System.Text;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>The JSON of a request, without the authorization that a session adds.</summary>
internal static class SentJson
{
    public static string Of<TResult>(PortalRequest<TResult> request) => Encoding.UTF8.GetString(JsonMap.Write(request.ToParameters()));
}
