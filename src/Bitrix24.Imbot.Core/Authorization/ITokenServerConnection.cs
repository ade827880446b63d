namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Posts forms to the authorization server. The implementation is in <c>Rest</c>.</summary>
internal interface ITokenServerConnection
{
    /// <summary>Posts a form and reads the JSON object of the answer, regardless of the HTTP status.</summary>
    Task<TokenServerAnswer> PostFormAsync(Uri address, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellation);
}
