using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>An incoming webhook: portal, user and code, read from the address that the portal shows.</summary>
public sealed class WebhookAddress
{
    /// <summary>Codes of real portals have 16 characters and more; what is much shorter was not copied whole.</summary>
    private const int MinCodeLength = 12;

    private WebhookAddress(Uri portal, long userId, Secret code)
    {
        Portal = portal;
        UserId = userId;
        Code = code;
    }

    /// <summary>Scheme, host and port of the portal.</summary>
    public Uri Portal { get; }

    /// <summary>The user who made the webhook and with whose rights it acts.</summary>
    public long UserId { get; }

    /// <summary>The code: whoever has it can call the portal.</summary>
    public Secret Code { get; }

    /// <summary>Reads <c>https://portal/rest/17/code/</c>; a method and a query after it are cut off, and so are quotation marks and blanks around it.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ConnectionErrors.WebhookAddressInvalid"/>, <see cref="ConnectionErrors.WebhookAddressIncomplete"/>,
    /// <see cref="ConnectionErrors.WebhookCodeIncomplete"/>, <see cref="ConnectionErrors.PlainHttpRefused"/>. None of them repeats the address.
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
            throw ConnectionErrors.WebhookAddressInvalid.With($"The address on {uri.Host} does not lead to /rest/, as that of an incoming webhook does.");
        }

        if (parts.Length < 2 || !long.TryParse(parts[1], out long userId) || userId <= 0)
        {
            throw ConnectionErrors.WebhookAddressIncomplete.With($"The webhook address on {uri.Host} has no user ID after /rest/.");
        }

        // A method in the code's place shows by its dots: https://portal/rest/17/profile.json is an address without a code.
        if (parts.Length < 3 || parts[2].IndexOf('.') >= 0)
        {
            throw ConnectionErrors.WebhookAddressIncomplete.With($"The webhook address on {uri.Host} has no code after the user ID {userId}.");
        }

        if (parts[2].Length < MinCodeLength || !parts[2].All(IsCodeCharacter))
        {
            throw ConnectionErrors.WebhookCodeIncomplete.With(
                $"The code in the webhook address on {uri.Host} has {parts[2].Length} characters or holds one that no code has; it is not whole.");
        }

        return new WebhookAddress(PortalAddress.BaseOf(uri), userId, Secret.FromText(parts[2])!);
    }

    private static bool IsCodeCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
}
