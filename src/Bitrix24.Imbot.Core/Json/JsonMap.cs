using System.Collections;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// A JSON object to send, with case-sensitive names in insertion order. Values are null, text, booleans, numbers, <see cref="Secret"/>,
/// <see cref="DateTimeOffset"/>, <see cref="System.Text.Json.JsonElement"/>, other maps, and lists of these.
/// </summary>
public sealed class JsonMap : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> members = new(4);

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
            int index = IndexOf(name);
            if (index < 0)
            {
                members.Add(new KeyValuePair<string, object?>(name, value));
            }
            else
            {
                members[index] = new KeyValuePair<string, object?>(name, value);
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

    private static IEnumerable<Secret> SecretsIn(object? value) => value switch
    {
        Secret secret => [secret],
        JsonMap map => map.Secrets,
        IReadOnlyList<object?> list => list.SelectMany(SecretsIn),
        _ => [],
    };

    private int IndexOf(string name) => members.FindIndex(member => member.Key == name);
}
