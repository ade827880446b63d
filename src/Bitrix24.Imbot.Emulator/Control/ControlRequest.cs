using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>A request to the control API: the variable part of its path, and its JSON or form parameters.</summary>
internal sealed class ControlRequest(string part, JsonNode body)
{
    // A portal writes JSON up to this depth.
    private static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 512 };

    public string Part { get; } = part;

    public int PartNumber => int.TryParse(Part, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new ControlException(400, $"'{Part}' in the path must be a number.");

    /// <summary>The body as JSON, or the parameters of the query and the form.</summary>
    public JsonNode Body { get; } = body;

    private FieldMap Fields => new(Body as JsonObject ?? []);

    public string? Text(string name) => Fields.Text(name);

    public bool? Flag(string name) => Fields.Has(name) ? PhpValue.IsFlagSet(Fields[name]) : null;

    public int? Integer(string name) => Fields.Has(name) ? PhpValue.Integer(Fields[name]) : null;

    public double? Number(string name) => !Fields.Has(name) ? null
        : double.TryParse(Fields.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
        : throw new ControlException(400, $"'{name}' must be a number.");

    /// <summary>The ID of the person who acts. The default is Anna Petrova.</summary>
    public int UserId => Integer("userId") ?? 17;

    public int[] Integers(string name) => [.. PhpValue.Items(Fields[name]).Select(PhpValue.Integer)];

    public int RequiredInteger(string name) => Integer(name) ?? throw Missing(name);

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public static ControlException Missing(string name) => new(400, $"Specify '{name}'.");

    public static JsonNode ReadBody(IncomingRequest request)
    {
        if (request.Body.TrimStart() is ['{' or '[', ..])
        {
            using JsonDocument document = JsonDocument.Parse(request.Body, DeepJson);
            JsonNode? body = PhpValue.FromJson(document.RootElement);
            return body is JsonArray { Count: 0 } ? new JsonObject() : body!;
        }

        return request.Parameters;
    }
}
