using System.Text;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// Masks the secrets in requests and answers: webhook codes, tokens, and client secrets. It finds them by name, position, and value.
/// </summary>
internal sealed partial class SecretMask
{
    public const string Sign = "***";

    private const string Names =
        "botToken|bot_token|newBotToken|clientId|auth|access_token|refresh_token|client_secret|application_token|AUTH_ID|REFRESH_ID|token|ap";

    private const string EscapedQuote = @"(?:\\+""|\\+u0022)";

    /// <summary>Shorter values could be parts of ordinary words, so they are found by name only.</summary>
    private const int MinValueLength = 8;

    private readonly Regex[] values;

    public SecretMask(Portal portal)
    {
        OAuthApplication application = portal.Application;
        IEnumerable<string?> known =
        [
            portal.WebhookCode, application.ClientSecret, application.AccessToken, application.RefreshToken, application.ApplicationToken,
            .. portal.Bots.Select(bot => BotOwner.GetToken(bot.Owner)),
        ];
        values = [.. known.OfType<string>().Where(value => value.Length >= MinValueLength).OrderByDescending(value => value.Length).Select(MatchEveryForm)];
    }

    /// <summary>Masks the secrets in a path, query, header, or body. At the token endpoint, <c>code</c> is also a secret.</summary>
    public string Hide(string text, bool isTokenEndpoint = false)
    {
        string hidden = WebhookCode().Replace(text, "$1" + Sign);
        hidden = JsonMember().Replace(hidden, "$1" + Sign + "\"");
        hidden = EscapedJsonMember().Replace(hidden, "$1" + Sign);
        hidden = FormField().Replace(hidden, "$1" + Sign);
        hidden = EncodedFormField().Replace(hidden, "$1" + Sign);
        if (isTokenEndpoint)
        {
            hidden = Code().Replace(hidden, "$1" + Sign);
        }

        return values.Aggregate(hidden, (shown, value) => value.Replace(shown, Sign));
    }

    public string HideHeader(string name, string value) => name.ToUpperInvariant() switch
    {
        "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "COOKIE" => Sign,
        _ => Hide(value),
    };

    /// <summary>Matches the value in plain form, and as written in JSON and URLs, where every character can be escaped.</summary>
    private static Regex MatchEveryForm(string value) => new(
        string.Concat(value.EnumerateRunes().Select(rune =>
        {
            string text = rune.ToString();
            string json = string.Concat(text.Select(character => $@"\\+u{(int)character:x4}"));
            string address = string.Concat(Encoding.UTF8.GetBytes(text).Select(part => $"%(?:25)*{part:x2}"));
            return $@"(?:\\*{Regex.Escape(text)}|(?i:{json}|{address}))";
        })),
        RegexOptions.CultureInvariant);

    [GeneratedRegex("""(/rest/[0-9]+/)[^/"\\\s?&]+(?=/)""", RegexOptions.CultureInvariant)]
    private static partial Regex WebhookCode();

    [GeneratedRegex("(\"(?:" + Names + ")\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*(?:\"|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JsonMember();

    /// <summary>JSON inside a JSON text. Its quotation marks are escaped in one of two ways.</summary>
    [GeneratedRegex(
        "(" + EscapedQuote + "(?:" + Names + ")" + EscapedQuote + @"\s*:\s*" + EscapedQuote + ")(?:(?!" + EscapedQuote + ")[^\"])*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EscapedJsonMember();

    [GeneratedRegex("(\\b(?:" + Names + ")(?:\\]|%5D)?=)[^&\"\\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FormField();

    /// <summary>A form inside a form: the commands of a batch.</summary>
    [GeneratedRegex(
        "((?:%3F|%26|%5B|\\b)(?:" + Names + ")(?:%5D|%255D)?%3D)(?:(?!%26)[^&\"\\s])+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedFormField();

    [GeneratedRegex("(\\bcode=|\"code\"\\s*:\\s*\")[^&\"\\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
