using System.Text;
using System.Text.Encodings.Web;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The body of a POST request with an event from the portal, as a form or JSON (docs/portal/events.md, "Pushed events" and "Application token"). All
/// <c>auth</c> blocks are removed before anything is saved: they contain the bot token and, with OAuth, an access token. Members with the name of a
/// token are removed as well, because a forwarded body can have them elsewhere.
/// </summary>
internal sealed class PushedEvent(byte[] json, Secret? applicationToken)
{
    private const string AuthBlock = "auth";
    private const string TokenMember = "application_token";

    /// <summary>Members of an <c>auth</c> block that are secrets.</summary>
    private static readonly string[] TokenMembers = [TokenMember, "access_token", "refresh_token"];

    private static ReadOnlySpan<byte> TokenMemberInJson => "\"application_token\""u8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event as JSON, without secrets.</summary>
    public byte[] Json { get; } = json;

    /// <summary>The event, in the same form as a fetched one.</summary>
    public PortalEvent Event { get; } = Parse(json);

    /// <summary>
    /// The token that proves that the portal sent the event. Read from the outermost block only, never from the one inside the bot.
    /// </summary>
    public Secret? ApplicationToken { get; } = applicationToken;

    /// <summary>
    /// The identity of the event, which has no number, to detect repeated deliveries. A message is created once and deleted once, so its ID is
    /// sufficient. Other events, such as edits, reactions, and button presses, can occur repeatedly for one message. They are identified by their
    /// complete content, including the second of their <c>ts</c>, without the parts that change with each delivery.
    /// </summary>
    public string Key => ContentKey.Compute(Event.Kind is EventKind.Message or EventKind.MessageDelete && Event.MessageId is { } messageId
        ? Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Event.Type.ToUpperInvariant()} {messageId}"))
        : Json);

    /// <summary>Reads a form or JSON body. A body that begins with a brace is JSON.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static PushedEvent Read(string body) => Read(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), out _);

    /// <summary>Reads bytes. Byte order marks and white space around the body are ignored.</summary>
    /// <param name="body">The body.</param>
    /// <param name="applicationToken">
    /// The token in the body. Also set if the rest is not a valid event, so that the loss of a genuine event can be reported.
    /// </param>
    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static PushedEvent Read(ArraySegment<byte> body, out Secret? applicationToken)
    {
        applicationToken = null;
        byte[] bytes = body.Array!;
        int start = body.Offset;
        int end = body.Offset + body.Count;
        start = PortalJson.FirstVisible(bytes, start, end);
        while (end > start && PortalJson.IsBlank(bytes[end - 1]))
        {
            end--;
        }

        ArraySegment<byte> bare = new(bytes, start, end - start);
        return start < end && bytes[start] == '{' ? ReadJson(bare, out applicationToken) : ReadForm(bare, out applicationToken);
    }

    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static PushedEvent ReadForm(ArraySegment<byte> body, out Secret? applicationToken)
    {
        applicationToken = Secret.FromText(FormReader.ValueOf(body, $"{AuthBlock}[{TokenMember}]"));
        FormMap form = FormReader.Read(body);
        applicationToken = Secret.FromText(form.Map(AuthBlock)?.Text(TokenMember));
        return new PushedEvent(Written(writer => form.WriteTo(writer, IsSecret)), applicationToken);
    }

    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static PushedEvent ReadJson(ArraySegment<byte> body, out Secret? applicationToken)
    {
        applicationToken = null;
        try
        {
            using JsonDocument document = PortalJson.Parse([.. body]);
            JsonElement root = document.RootElement;
            applicationToken = Secret.FromText(root.Member(AuthBlock).Text(TokenMember));
            return new PushedEvent(Written(writer => Write(writer, root)), applicationToken);
        }
        catch (JsonException exception)
        {
            applicationToken = Secret.FromText(ShownToken(body));

            // The parser's message would repeat a part of the body.
            throw EventErrors.EventUnreadable.With($"The body is not valid JSON: it is incomplete or damaged at line {exception.LineNumber + 1}.");
        }
    }

    /// <summary>Reads an event that was saved before.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public static PortalEvent Parse(byte[] json)
    {
        try
        {
            PortalEvent read = PortalEvent.FromJson(json);
            return read.Type.Length > 0 && read.Source.ValueKind == JsonValueKind.Object
                ? read
                : throw EventErrors.EventUnreadable.With("The body is not an event: the event or data member is missing.");
        }
        catch (JsonException exception)
        {
            throw EventErrors.EventUnreadable.With("The text is not an event.", exception);
        }
    }

    /// <summary>
    /// The last application token in a body that can't be parsed. Quotation marks in JSON texts are escaped, so a text can't imitate the member.
    /// </summary>
    private static string? ShownToken(ArraySegment<byte> body)
    {
        ReadOnlySpan<byte> rest = body;
        int found = rest.LastIndexOf(TokenMemberInJson);
        if (found < 0)
        {
            return null;
        }

        rest = Trimmed(rest.Slice(found + TokenMemberInJson.Length));
        if (rest.Length == 0 || rest[0] != ':')
        {
            return null;
        }

        rest = Trimmed(rest.Slice(1));
        int length = rest.Length > 0 && rest[0] == '"' ? rest.Slice(1).IndexOf((byte)'"') : -1;
        return length < 0 ? null : Encoding.UTF8.GetString(rest.Slice(1, length).ToArray());
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && PortalJson.IsBlank(text[0]))
        {
            text = text.Slice(1);
        }

        return text;
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
