using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Requests and answers as text for display. All secrets are masked by name and by value.</summary>
internal static class CallText
{
    private const int MaxTextLength = 8000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "auth", "access_token", "accessToken", "refresh_token", "refreshToken", "client_secret", "clientSecret",
        "botToken", "BOT_TOKEN", "application_token", "applicationToken", "downloadUrl", "token", "sessid",
    };

    /// <summary>The same names in the commands of a batch, which are query strings.</summary>
    private static readonly Regex SecretsInQuery = new(
        $@"(?<=[?&\[](?:{string.Join("|", SecretNames)})\]?=)[^&""]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The body of a request.</summary>
    public static string FormatRequest(ApiMethod method, byte[] body, IEnumerable<Secret> secrets) => $"POST {method} {Masked(body, secrets)}";

    /// <summary>The status and body of an answer.</summary>
    public static string FormatAnswer(HttpAnswer answer, IEnumerable<Secret> secrets) => $"HTTP {answer.Status} {Masked(answer.Content, secrets)}";

    private static string Masked(byte[] content, IEnumerable<Secret> secrets)
    {
        string text;
        try
        {
            using JsonDocument document = PortalJson.Parse(content);
            using MemoryStream buffer = new();
            using (Utf8JsonWriter writer = new(buffer, Options))
            {
                WriteMasked(writer, document.RootElement);
            }

            text = Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (JsonException)
        {
            // A page or an invalid answer is shown unchanged. Known secrets are masked below.
            text = Encoding.UTF8.GetString(content);
        }

        string scrubbed = secrets.Aggregate(SecretsInQuery.Replace(text, "***"), (current, secret) => secret.Scrub(current));
        return scrubbed.Length <= MaxTextLength ? scrubbed : scrubbed.Substring(0, MaxTextLength) + $" ... ({scrubbed.Length} characters)";
    }

    private static void WriteMasked(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (SecretNames.Contains(property.Name) && property.Value.ValueKind is JsonValueKind.String)
                    {
                        writer.WriteStringValue("***");
                    }
                    else
                    {
                        WriteMasked(writer, property.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    WriteMasked(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
