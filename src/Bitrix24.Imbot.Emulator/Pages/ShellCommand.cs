using System.Text;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// Converts a recorded request to a curl command for a POSIX shell. Secrets are shell variables with the names that the setup commands use.
/// </summary>
internal sealed partial class ShellCommand
{
    private static readonly Dictionary<string, string> VariableByField = new()
    {
        ["botToken"] = "botToken",
        ["bot_token"] = "botToken",
        ["clientId"] = "botToken",
        ["auth"] = "accessToken",
        ["access_token"] = "accessToken",
        ["AUTH_ID"] = "accessToken",
        ["refresh_token"] = "refreshToken",
        ["client_secret"] = "clientSecret",
        ["code"] = "code",
    };

    private readonly SortedSet<string> variables = new(StringComparer.Ordinal);

    /// <summary>
    /// Creates the command with the names of its variables. Returns null for a multipart body, because its files aren't recorded as text.
    /// </summary>
    public static JsonObject? Create(HostedPortal hosted, RecordedRequest entry, SecretMask mask)
    {
        string? type = entry.Headers.GetValueOrDefault("Content-Type");
        if (IncomingRequest.IsMultipart(type))
        {
            return null;
        }

        ShellCommand command = new();
        bool isTokenEndpoint = entry.Method == Fault.TokenEndpoint;
        List<string> parts = [hosted.Portal.Options.Certificate is null ? "curl" : "curl --insecure"];
        parts.Add($"--globoff --request {entry.HttpMethod} {command.Address(hosted, entry, mask, isTokenEndpoint)}");
        if (entry.Headers.ContainsKey("Authorization"))
        {
            parts.Add($"--header \"Authorization: Bearer {command.Use("accessToken")}\"");
        }

        if (entry.Body.Length > 0)
        {
            parts.Add($"--header {Quote($"Content-Type: {type}".TrimEnd())}");
            parts.Add($"--data-raw {command.QuoteMasked(mask.Hide(entry.Body, isTokenEndpoint))}");
        }

        return new JsonObject
        {
            ["text"] = string.Join(" \\\n  ", parts),
            ["variables"] = new JsonArray([.. command.variables.Select(name => (JsonNode)name)]),
        };
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private string Address(HostedPortal hosted, RecordedRequest entry, SecretMask mask, bool isTokenEndpoint)
    {
        string address = mask.Hide(entry.Path) + (entry.Query.Length > 0 ? $"?{mask.Hide(entry.Query, isTokenEndpoint)}" : "");
        string start = $"/rest/{hosted.Portal.Options.WebhookUserId}/{SecretMask.Sign}/";
        return address.StartsWith(start, StringComparison.Ordinal)
            ? $"\"{Use("webhook")}\"{QuoteMasked(address[start.Length..])}"
            : QuoteMasked(hosted.Address.GetLeftPart(UriPartial.Authority) + address);
    }

    private string Use(string variable)
    {
        variables.Add(variable);
        return $"${variable}";
    }

    /// <summary>Replaces each masked value whose field is known with the variable that holds it.</summary>
    private string QuoteMasked(string text)
    {
        StringBuilder quoted = new();
        int done = 0;
        foreach (Match match in MaskedField().Matches(text))
        {
            Group sign = match.Groups["sign"];
            quoted.Append(Quote(text[done..sign.Index])).Append('"').Append(Use(VariableByField[match.Groups["field"].Value])).Append('"');
            done = sign.Index + sign.Length;
        }

        return quoted.Append(Quote(text[done..])).ToString();
    }

    [GeneratedRegex(
        "(?<field>botToken|bot_token|clientId|auth|access_token|AUTH_ID|refresh_token|client_secret|code)"
        + """(?:"\s*:\s*"|(?:\]|%5D)?(?:=|%3D))(?<sign>\*\*\*)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex MaskedField();
}
