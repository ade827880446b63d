using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>A request with its body and the parameters that PHP reads from it (docs/portal/protocol.md, "Reading a request").</summary>
internal sealed class IncomingRequest(HttpContext context, string path, string body, JsonObject query, JsonObject parameters)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string HttpMethod { get; } = context.Request.Method;

    public string Path { get; } = path;

    public string QueryText { get; } = context.Request.QueryString.HasValue ? context.Request.QueryString.Value![1..] : "";

    public string Body { get; } = body;

    public bool IsHttps { get; } = context.Request.IsHttps;

    public string RemoteAddress { get; } = context.Connection.RemoteIpAddress?.ToString() ?? "";

    public bool HasUserAgent { get; } = !string.IsNullOrEmpty(context.Request.Headers.UserAgent);

    public string? BearerToken { get; } = context.Request.Headers.Authorization.ToString() is string authorization
        && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : null;

    /// <summary>The parameters of the query only.</summary>
    public JsonObject Query { get; } = query;

    /// <summary>The parameters of the query, form, and JSON. Later values take precedence.</summary>
    public JsonObject Parameters { get; } = parameters;

    public bool IsUnder(string root) => Path == root || Path.StartsWith(root + "/", StringComparison.Ordinal);

    public static async Task<IncomingRequest> ReadAsync(HttpContext context)
    {
        context.Request.EnableBuffering(bufferThreshold: 1 << 20, bufferLimit: long.MaxValue);
        using MemoryStream bytes = new();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        context.Request.Body.Position = 0;
        byte[] body = bytes.ToArray();

        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path;
        string path = target.Split('?', 2)[0];
        JsonObject query = PhpQuery.Parse(context.Request.QueryString.HasValue ? context.Request.QueryString.Value![1..] : "");
        JsonObject parameters = query.DeepClone().AsObject();
        foreach (KeyValuePair<string, JsonNode?> pair in await BodyParametersAsync(context, body))
        {
            parameters[pair.Key] = pair.Value?.DeepClone();
        }

        return new IncomingRequest(context, path, Encoding.UTF8.GetString(body), query, parameters);
    }

    public static bool IsMultipart(string? contentType) =>
        contentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Parses the parameters in a body that isn't multipart.</summary>
    public static JsonObject ParseBody(string? contentType, byte[] body)
    {
        // PHP compares the type without its parameters, and letter case matters.
        string type = (contentType ?? "").Split(';', 2)[0].Trim();
        return type == "application/json" || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal))
            ? Json(body)
            : PhpQuery.Parse(Encoding.UTF8.GetString(body));
    }

    private static async Task<JsonObject> BodyParametersAsync(HttpContext context, byte[] body)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return [];
        }

        if (!IsMultipart(context.Request.ContentType))
        {
            return ParseBody(context.Request.ContentType, body);
        }

        IFormCollection form = await context.Request.ReadFormAsync(
            new FormOptions { ValueLengthLimit = int.MaxValue, MultipartBodyLengthLimit = long.MaxValue }, context.RequestAborted);
        string text = string.Join('&', form.SelectMany(field => field.Value.Select(
            value => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(value ?? "")}")));
        return PhpQuery.Parse(text);
    }

    private static JsonObject Json(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(StrictUtf8.GetString(body), new JsonDocumentOptions { MaxDepth = 512 });
            return PhpValue.AsMap(PhpValue.FromJson(document.RootElement)) ?? [];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // Invalid JSON isn't a separate error: its parameters are missing. Half a surrogate pair, an encoding other than UTF-8, or a byte order
            // mark also makes it invalid.
            return [];
        }
    }
}
