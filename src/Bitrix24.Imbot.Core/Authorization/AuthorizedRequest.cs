namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>A request with its authorization.</summary>
internal sealed class AuthorizedRequest(Uri address, JsonMap parameters, TokenPair? grant)
{
    /// <summary>The URL. For a webhook, it contains the code.</summary>
    public Uri Address => address;

    /// <summary>The JSON body.</summary>
    public JsonMap Parameters => parameters;

    /// <summary>The tokens that were used; null for a webhook.</summary>
    public TokenPair? Grant => grant;
}
