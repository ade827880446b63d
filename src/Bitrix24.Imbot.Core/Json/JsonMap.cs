using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// A JSON object to send, with case-sensitive names in insertion order. Values are null, text, booleans, numbers, <see cref="Secret"/>,
/// <see cref="DateTimeOffset"/>, <see cref="System.Text.Json.JsonElement"/>, other maps, and lists of these.
/// </summary>
public sealed class JsonMap : IEnumerable<KeyValuePair<string, object?>>
{
    /// <summary>The nesting that PHP's own limit allows. No request of this API is deeper.</summary>
    internal const int MaxNesting = 64;

    private static readonly JsonWriterOptions Form = new()
    {
        // A JSON parser reads the body and no page contains it, so characters of all languages can remain unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly List<KeyValuePair<string, object?>> members = [];

    /// <summary>Number of members.</summary>
    public int Count => members.Count;

    /// <summary>All secrets in the map, at any depth. Evaluated on each access.</summary>
    internal IEnumerable<Secret> Secrets => members.SelectMany(member => SecretsIn(member.Value));

    /// <summary>The file in the map or its nested maps; null if there is none.</summary>
    internal Base64Content? Content => members
        .Select(member => member.Value as Base64Content ?? (member.Value as JsonMap)?.Content)
        .FirstOrDefault(content => content is not null);

    /// <summary>Value of a member. Setting an existing name keeps its position.</summary>
    /// <exception cref="KeyNotFoundException">A name that is read doesn't exist.</exception>
    public object? this[string name]
    {
        get => TryGet(name, out object? value) ? value : throw new KeyNotFoundException(name);
        set
        {
            KeyValuePair<string, object?> member = new(name, value);
            if (IndexOf(name) is >= 0 and int index)
            {
                members[index] = member;
            }
            else
            {
                members.Add(member);
            }
        }
    }

    /// <summary>Sets a member. Allows collection expressions.</summary>
    public void Add(string name, object? value) => this[name] = value;

    /// <summary>Adds a member unless its value is null.</summary>
    public JsonMap AddUnlessNull(string name, object? value)
    {
        if (value is not null)
        {
            this[name] = value;
        }

        return this;
    }

    /// <summary>Gets a member.</summary>
    public bool TryGet(string name, out object? value)
    {
        int index = IndexOf(name);
        value = index < 0 ? null : members[index].Value;
        return index >= 0;
    }

    /// <summary>Whether a member with this name exists.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Removes a member, if it exists.</summary>
    public void Remove(string name) => members.RemoveAll(member => member.Key == name);

    /// <summary>Removes all members with this name, ignoring case. Returns whether there were any, and the value of the first.</summary>
    internal bool TryRemoveIgnoringCase(string name, out object? value)
    {
        value = members.Find(IsNamed).Value;
        return members.RemoveAll(IsNamed) > 0;

        bool IsNamed(KeyValuePair<string, object?> member) => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A shallow copy of the map.</summary>
    public JsonMap Copy()
    {
        JsonMap copy = new();
        copy.members.AddRange(members);
        return copy;
    }

    /// <summary>The members in order.</summary>
    public List<KeyValuePair<string, object?>>.Enumerator GetEnumerator() => members.GetEnumerator();

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The map as a JSON document, including its secrets.</summary>
    internal static byte[] Write(JsonMap map)
    {
        using MemoryStream buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, Form))
        {
            WriteMap(writer, map, 1);
        }

        return buffer.ToArray();
    }

    private static IEnumerable<Secret> SecretsIn(object? value) => value switch
    {
        Secret secret => [secret],
        JsonMap map => map.Secrets,
        IReadOnlyList<object?> list => list.SelectMany(SecretsIn),
        _ => [],
    };

    private int IndexOf(string name) => members.FindIndex(member => member.Key == name);

    private static void WriteMap(Utf8JsonWriter writer, JsonMap map, int depth)
    {
        RequireDepth(depth);
        writer.WriteStartObject();
        foreach (KeyValuePair<string, object?> member in map)
        {
            writer.WritePropertyName(member.Key);
            WriteValue(writer, member.Value, depth);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Secret secret:
                writer.WriteStringValue(secret.Reveal());
                break;
            case Base64Content content:
                writer.WriteStringValue(content.Placeholder);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonMap map:
                WriteMap(writer, map, depth + 1);
                break;
            case IEnumerable list:
                WriteList(writer, list, depth + 1);
                break;
            default:
                throw PortalErrors.ParameterNotSerializable.With($"A value of type {value.GetType().Name} can't be converted to JSON.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        RequireDepth(depth);
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            WriteValue(writer, item, depth);
        }

        writer.WriteEndArray();
    }

    private static void RequireDepth(int depth)
    {
        if (depth > MaxNesting)
        {
            throw PortalErrors.ParameterCyclic.With($"The parameters are nested deeper than {MaxNesting} levels.");
        }
    }
}
