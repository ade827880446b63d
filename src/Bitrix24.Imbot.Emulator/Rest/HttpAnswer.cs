using System.Text;

namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>An HTTP answer before it is sent.</summary>
internal sealed record HttpAnswer(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body for the log, without files.</summary>
    public string Text => ContentType.StartsWith("application/octet-stream", StringComparison.Ordinal) ? "" : Encoding.UTF8.GetString(Body);

    public static HttpAnswer Json(int status, JsonNode value) =>
        new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(value.ToJsonString(PhpJson.Readable)));

    /// <summary>Creates the answer of a method.</summary>
    public static HttpAnswer Php(int status, JsonNode value) => new(status, "application/json; charset=utf-8", PhpJson.Write(value));

    public static HttpAnswer Error(int status, string code, string description) =>
        Json(status, new JsonObject { ["error"] = code, ["error_description"] = description });

    /// <summary>Adds the name under which a client saves the answer.</summary>
    public HttpAnswer AsFile(string name) => this with
    {
        Headers = new Dictionary<string, string> { ["Content-Disposition"] = $"attachment; filename*=utf-8''{Uri.EscapeDataString(name)}" },
    };

    public static HttpAnswer Html(int status, string title)
    {
        string page = $"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n";
        return new HttpAnswer(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }
}
