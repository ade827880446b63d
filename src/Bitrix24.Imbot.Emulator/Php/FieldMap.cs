namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>The members of an array such as <c>fields</c>. A null counts as not set, as in PHP's isset().</summary>
internal class FieldMap(JsonObject values)
{
    public JsonObject Values { get; } = values;

    /// <summary>The members of an array; empty for any other value.</summary>
    public static FieldMap From(JsonNode? value) => new(PhpValue.AsMap(value) ?? []);

    public JsonNode? this[string name] => Values[name];

    public bool Has(string name) => Values[name] is not null;

    /// <summary>The value of the first name that is set.</summary>
    public JsonNode? First(string camelCase, string upperCase) => Values[camelCase] ?? Values[upperCase];

    public string? Text(string name) => PhpValue.Text(Values[name]);

    /// <summary>The first of these values that isn't empty, as text; null if there is none.</summary>
    public string? FirstText(params string[] names) => names.Select(Text).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    public bool Flag(string name, bool defaultValue) => Has(name) ? PhpValue.IsFlagSet(Values[name]) : defaultValue;
}
