using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The body of a POST by which the portal tells of an event, form or JSON (protocol.md 9, server-behaviour.md 9.4). Every <c>auth</c> block, however
/// deep, is taken out before anything is kept: it holds the bot's token, and under OAuth an access token. So is whatever has the name of one of its tokens,
/// which a body that was put together or passed on wrongly has elsewhere.
/// </summary>
internal sealed class PushedEvent
{
    private const string AuthBlock = "auth";
    private const string TokenMember = "application_token";

    /// <summary>What an <c>auth</c> block holds that opens something.</summary>
    private static readonly string[] TokenMembers = [TokenMember, "access_token", "refresh_token"];

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private PushedEvent(byte[] json, Secret? applicationToken)
    {
        Json = json;
        ApplicationToken = applicationToken;
        Event = Parse(json);
    }

    /// <summary>The event as JSON, without secrets.</summary>
    public byte[] Json { get; }

    /// <summary>The event, the same as a fetched one.</summary>
    public PortalEvent Event { get; }

    /// <summary>What says that the portal sent it: of the outermost block, never of that inside the bot.</summary>
    public Secret? ApplicationToken { get; }

    /// <summary>Reads a body of either kind: one that begins with a brace is JSON.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.EventUnreadable"/>.</exception>
    public static PushedEvent Read(string body) => Read(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), out _);

    /// <summary>The same for bytes, with a byte order mark and blanks around the body or without them.</summary>
    /// <param name="body">The body.</param>
    /// <param name="applicationToken">Set as soon as it is known, also where the rest is not an event.</param>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.EventUnreadable"/>.</exception>
    public static PushedEvent Read(ArraySegment<byte> body, out Secret? applicationToken)
    {
        applicationToken = null;
        byte[] bytes = body.Array!;
        int start = body.Offset;
        int end = body.Offset + body.Count;
        start += end - start >= 3 && bytes[start] == 0xEF && bytes[start + 1] == 0xBB && bytes[start + 2] == 0xBF ? 3 : 0;
        while (start < end && IsBlank(bytes[start]))
        {
            start++;
        }

        while (end > start && IsBlank(bytes[end - 1]))
        {
            end--;
        }

        ArraySegment<byte> bare = new(bytes, start, end - start);
        return start < end && bytes[start] == '{' ? ReadJson(bare, out applicationToken) : ReadForm(bare, out applicationToken);
    }

    /// <exception cref="B24Exception"><see cref="ErrorKinds.EventUnreadable"/>.</exception>
    public static PushedEvent ReadForm(ArraySegment<byte> body) => ReadForm(body, out _);

    /// <exception cref="B24Exception"><see cref="ErrorKinds.EventUnreadable"/>.</exception>
    public static PushedEvent ReadJson(ArraySegment<byte> body) => ReadJson(body, out _);

    private static bool IsBlank(byte sign) => sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static PushedEvent ReadForm(ArraySegment<byte> body, out Secret? applicationToken)
    {
        FormMap form = FormReader.Read(body);
        applicationToken = Secret.FromText(form.Map(AuthBlock)?.Text(TokenMember));
        return new PushedEvent(Written(writer => form.WriteTo(writer, IsSecret)), applicationToken);
    }

    private static PushedEvent ReadJson(ArraySegment<byte> body, out Secret? applicationToken)
    {
        applicationToken = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(JsonBytes.Repaired([.. body]), PortalJson.Options);
            JsonElement root = document.RootElement;
            applicationToken = Secret.FromText(root.Member(AuthBlock).Text(TokenMember));
            return new PushedEvent(Written(writer => Write(writer, root)), applicationToken);
        }
        catch (JsonException exception)
        {
            // The parser's own text repeats a part of the body.
            throw ErrorKinds.EventUnreadable.With($"The body is no JSON: it breaks off or goes wrong in line {exception.LineNumber + 1}.");
        }
    }

    /// <summary>Reads what was kept of an event before.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.EventUnreadable"/>.</exception>
    public static PortalEvent Parse(byte[] json)
    {
        try
        {
            PortalEvent read = PortalEvent.FromJson(json);
            return read.Type.Length > 0 && read.Source.ValueKind == JsonValueKind.Object
                ? read
                : throw ErrorKinds.EventUnreadable.With("The body tells of no event: event and data are missing.");
        }
        catch (JsonException exception)
        {
            throw ErrorKinds.EventUnreadable.With("This is no event.", exception);
        }
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string name = property.NameOf();
                    if (!IsSecret(name))
                    {
                        writer.WritePropertyName(name);
                        Write(writer, property.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.TextOrNull() ?? "\uFFFD");
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static bool IsSecret(string name) => string.Equals(name.Trim(' ', '[', ']'), AuthBlock, StringComparison.OrdinalIgnoreCase)
        || TokenMembers.Any(member => name.IndexOf(member, StringComparison.OrdinalIgnoreCase) >= 0);
}
