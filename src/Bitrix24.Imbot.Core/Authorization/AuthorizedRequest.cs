using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>A request with its authorization in place.</summary>
internal sealed class AuthorizedRequest
{
    public AuthorizedRequest(Uri address, JsonMap parameters, TokenPair? grant)
    {
        Address = address;
        Parameters = parameters;
        Grant = grant;
    }

    /// <summary>Where it goes; under a webhook the address holds the code.</summary>
    public Uri Address { get; }

    /// <summary>The JSON body.</summary>
    public JsonMap Parameters { get; }

    /// <summary>The tokens that were used; null under a webhook.</summary>
    public TokenPair? Grant { get; }
}
