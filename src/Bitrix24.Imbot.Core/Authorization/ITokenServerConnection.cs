namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Posts forms to the authorization server. The implementation is in <c>Rest</c>.</summary>
internal interface ITokenServerConnection
{
    /// <summary>Posts a form and reads the JSON object that comes back, whatever the HTTP status.</summary>
    Task<TokenServerAnswer> PostFormAsync(Uri address, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellation);
}
