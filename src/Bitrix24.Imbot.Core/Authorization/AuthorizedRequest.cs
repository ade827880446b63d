namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>A request with its authorization.</summary>
internal sealed class AuthorizedRequest
{
    public AuthorizedRequest(Uri address, JsonMap parameters, TokenPair? grant)
    {
        Address = address;
        Parameters = parameters;
        Grant = grant;
    }

    /// <summary>The URL. For a webhook, it contains the code.</summary>
    public Uri Address { get; }

    /// <summary>The JSON body.</summary>
    public JsonMap Parameters { get; }

    /// <summary>The tokens that were used; null for a webhook.</summary>
    public TokenPair? Grant { get; }
}
