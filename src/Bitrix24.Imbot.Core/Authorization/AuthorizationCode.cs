using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The code that a portal issues when a person authorizes an application. It expires after 30 seconds and can be used only once.</summary>
public sealed class AuthorizationCode
{
    private AuthorizationCode(Secret code, string? domain)
    {
        Code = code;
        Domain = domain;
    }

    /// <summary>The code.</summary>
    public Secret Code { get; }

    /// <summary>The portal from the redirect URL; null if only the code was specified.</summary>
    public string? Domain { get; }

    /// <summary>Reads the code, or the complete URL that the browser was redirected to (<c>?code=..&amp;domain=..</c>).</summary>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.AuthorizationCodeMissing"/>.</exception>
    public static AuthorizationCode Parse(Secret text)
    {
        string value = PastedText.Bare(text.Reveal());
        int query = value.IndexOf('?');
        if (query < 0)
        {
            return value.Length > 0 && value.IndexOf("://", StringComparison.Ordinal) < 0
                ? new AuthorizationCode(Secret.FromText(value)!, null)
                : throw AuthorizationErrors.AuthorizationCodeMissing.With("The value does not contain an authorization code.");
        }

        string? code = null;
        string? domain = null;
        foreach (string pair in value.Substring(query + 1).Split('#')[0].Split('&'))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair.Substring(0, equals);
            string content = equals < 0 ? string.Empty : Uri.UnescapeDataString(pair.Substring(equals + 1).Replace('+', ' '));
            code = name == "code" ? content : code;
            domain = name == "domain" ? content : domain;
        }

        return string.IsNullOrWhiteSpace(code)
            ? throw AuthorizationErrors.AuthorizationCodeMissing.With("The redirect URL does not contain the parameter 'code'.")
            : new AuthorizationCode(Secret.FromText(code)!, string.IsNullOrWhiteSpace(domain) ? null : domain);
    }

    /// <summary>Checks that the code belongs to the specified portal.</summary>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.AuthorizationOfAnotherPortal"/>.</exception>
    public void RequirePortal(Uri portal)
    {
        if (Domain is not null && !string.Equals(PortalAddress.Parse(Domain).Host, portal.Host, StringComparison.OrdinalIgnoreCase))
        {
            throw AuthorizationErrors.AuthorizationOfAnotherPortal.With($"The redirect URL belongs to {Domain}, not to {portal.Host}.");
        }
    }
}
