using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>An incoming webhook: portal, user, and code, from the URL that the portal shows.</summary>
public sealed class WebhookAddress
{
    /// <summary>Webhook codes have 16 characters or more. A much shorter code was not copied completely.</summary>
    private const int MinCodeLength = 12;

    private WebhookAddress(Uri portal, long userId, Secret code)
    {
        Portal = portal;
        UserId = userId;
        Code = code;
    }

    /// <summary>Scheme, host, and port of the portal.</summary>
    public Uri Portal { get; }

    /// <summary>The user who created the webhook and whose permissions it has.</summary>
    public long UserId { get; }

    /// <summary>The code. Anyone who has it can call the portal.</summary>
    public Secret Code { get; }

    /// <summary>
    /// Reads <c>https://portal/rest/17/code/</c>. A method and a query after it, and quotation marks and white space around it, are removed.
    /// </summary>
    /// <exception cref="B24Exception">
    /// <see cref="ConnectionErrors.WebhookAddressInvalid"/>, <see cref="ConnectionErrors.WebhookAddressIncomplete"/>,
    /// <see cref="ConnectionErrors.WebhookCodeIncomplete"/>, <see cref="ConnectionErrors.PlainHttpRefused"/>. Their messages don't contain the URL.
    /// </exception>
    public static WebhookAddress Parse(Secret address)
    {
        if (!Uri.TryCreate(PastedText.Bare(address.Reveal()), UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.UserInfo.Length > 0)
        {
            throw ConnectionErrors.WebhookAddressInvalid.With("The value is not an incoming webhook URL.");
        }

        PortalAddress.RequireEncryption(uri);
        string[] parts = uri.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !string.Equals(parts[0], "rest", StringComparison.OrdinalIgnoreCase))
        {
            throw ConnectionErrors.WebhookAddressInvalid.With($"The URL on {uri.Host} is not an incoming webhook URL, because its path doesn't begin with /rest/.");
        }

        if (parts.Length < 2 || !long.TryParse(parts[1], out long userId) || userId <= 0)
        {
            throw ConnectionErrors.WebhookAddressIncomplete.With($"The webhook URL on {uri.Host} contains no user ID after /rest/.");
        }

        // A period indicates a method in place of the code: https://portal/rest/17/profile.json contains no code.
        if (parts.Length < 3 || parts[2].IndexOf('.') >= 0)
        {
            throw ConnectionErrors.WebhookAddressIncomplete.With($"The webhook URL on {uri.Host} contains no code after the user ID {userId}.");
        }

        if (parts[2].Length < MinCodeLength || !parts[2].All(IsCodeCharacter))
        {
            throw ConnectionErrors.WebhookCodeIncomplete.With(
                $"The code in the webhook URL on {uri.Host} is incomplete or contains invalid characters ({parts[2].Length} characters found).");
        }

        return new WebhookAddress(PortalAddress.BaseOf(uri), userId, Secret.FromText(parts[2])!);
    }

    private static bool IsCodeCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
}
