namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>
/// The parameters of a call. They are bound as strictly as the server's declared types are (docs/portal/protocol.md, "Parameter types").
/// </summary>
internal sealed class CallParameters(JsonObject values) : FieldMap(values)
{
    public string String(string name) => PhpValue.IsString(Required(name)) ? Values[name]!.GetValue<string>() : throw Mistyped(name, "string");

    public string? OptionalString(string name) => this[name] is null ? null : String(name);

    /// <summary>An int parameter. A number beyond 32 bits becomes the nearest 32-bit number, which is never an ID or a limit in practice.</summary>
    public int Integer(string name) => (int)Math.Clamp(Long(name), int.MinValue, int.MaxValue);

    public long Long(string name)
    {
        JsonNode value = Required(name);
        if (!PhpValue.IsNumeric(value))
        {
            throw Mistyped(name, "int");
        }

        return PhpValue.FitsInteger(value)
            ? PhpValue.Long(value)
            : throw new PhpTypeException($"Argument ${name} must be of type int, float given");
    }

    /// <summary>An int parameter that can be null.</summary>
    public int? OptionalInteger(string name) => this[name] is null ? null : Integer(name);

    /// <summary>An int parameter with a default. An explicit null is refused.</summary>
    public int Integer(string name, int defaultValue) => Values.ContainsKey(name) ? Integer(name) : defaultValue;

    /// <inheritdoc cref="Integer(string, int)"/>
    public long Long(string name, long defaultValue) => Values.ContainsKey(name) ? Long(name) : defaultValue;

    /// <summary>A bool parameter with a default. Any scalar is converted as in PHP, so the text 'N' is true.</summary>
    public bool Boolean(string name, bool defaultValue) => this[name] switch
    {
        null => Values.ContainsKey(name) ? throw Mistyped(name, "bool") : defaultValue,
        JsonArray or JsonObject => throw Mistyped(name, "bool"),
        JsonNode value => PhpValue.IsTrue(value),
    };

    public JsonNode Array(string name) => PhpValue.IsArray(Required(name)) ? Values[name]! : throw Mistyped(name, "array");

    /// <summary>An array parameter that can be null.</summary>
    public FieldMap OptionalMap(string name) => this[name] is null ? new FieldMap([]) : Map(name);

    /// <summary>An array parameter that is empty by default. An explicit null is refused.</summary>
    public FieldMap MapOrEmpty(string name) => Values.ContainsKey(name) ? Map(name) : new FieldMap([]);

    /// <summary>An array parameter without a default.</summary>
    public FieldMap Map(string name) => new(PhpValue.AsMap(Array(name))!);

    private JsonNode Required(string name) => this[name]
        ?? throw (Values.ContainsKey(name)
            ? new RestException("100", $"Invalid value {{null}} to match with parameter {{{name}}}.")
            : new RestException("100", $"Could not find value for parameter {{{name}}}"));

    private static RestException Mistyped(string name, string type) =>
        new("100", $"Invalid value to match with parameter {{{name}}}. Should be value of type {type}.");
}
