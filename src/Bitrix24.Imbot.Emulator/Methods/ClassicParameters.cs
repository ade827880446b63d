namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The parameters of an old method. Their names can have any letter case.</summary>
internal sealed class ClassicParameters(JsonObject values)
{
    private readonly Dictionary<string, JsonNode?> values = values.GroupBy(pair => pair.Key.ToUpperInvariant())
        .ToDictionary(group => group.Key, group => group.Last().Value);

    public JsonNode? this[string name] => values.GetValueOrDefault(name);

    public IEnumerable<string> Names => values.Keys;

    public string? Text(string name) => PhpValue.Text(this[name]);

    public int Integer(string name) => PhpValue.Integer(this[name]);

    /// <summary>The member with this name; the parameters themselves if it is missing.</summary>
    public ClassicParameters Within(string name) => PhpValue.AsMap(this[name]) is JsonObject inner ? new ClassicParameters(inner) : this;
}
