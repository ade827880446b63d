using System.Collections;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// A JSON object that is going to be sent: names in the order in which they were set, compared letter by letter.
/// Values are null, text, booleans, numbers, <see cref="Secret"/>, <see cref="DateTimeOffset"/>,
/// <see cref="System.Text.Json.JsonElement"/>, other maps, and lists of all these.
/// </summary>
public sealed class JsonMap : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> members = new(4);

    /// <summary>Number of members.</summary>
    public int Count => members.Count;

    /// <summary>Every secret in the map, however deep; looked for when it is asked for.</summary>
    internal IEnumerable<Secret> Secrets
    {
        get
        {
            List<Secret> found = [];
            CollectSecrets(found);
            foreach (Secret secret in found)
            {
                yield return secret;
            }
        }
    }

    /// <summary>The file in the map, however deep in maps; null where there is none.</summary>
    internal Base64Content? Content
    {
        get
        {
            foreach (KeyValuePair<string, object?> member in members)
            {
                if ((member.Value as Base64Content ?? (member.Value as JsonMap)?.Content) is { } content)
                {
                    return content;
                }
            }

            return null;
        }
    }

    /// <summary>Value of a member; setting a name again replaces its value where it stands.</summary>
    /// <exception cref="KeyNotFoundException">On reading a name that is not there.</exception>
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

    /// <summary>Adds a member, so that maps can be written as collection expressions.</summary>
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

    /// <summary>Looks a member up.</summary>
    public bool TryGet(string name, out object? value)
    {
        int index = IndexOf(name);
        value = index < 0 ? null : members[index].Value;
        return index >= 0;
    }

    /// <summary>Whether there is a member of this name.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Takes a member out; nothing happens where it is not there.</summary>
    public void Remove(string name)
    {
        int index = IndexOf(name);
        if (index >= 0)
        {
            members.RemoveAt(index);
        }
    }

    /// <summary>Takes out every member of this name in whatever letter case. Says whether there was one, and gives the value of the first.</summary>
    internal bool TryRemoveIgnoringCase(string name, out object? value)
    {
        value = null;
        bool isFound = false;
        for (int index = members.Count - 1; index >= 0; index--)
        {
            if (string.Equals(members[index].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                value = members[index].Value;
                isFound = true;
                members.RemoveAt(index);
            }
        }

        return isFound;
    }

    /// <summary>The same members in a map of its own; values are shared.</summary>
    public JsonMap Copy()
    {
        JsonMap copy = new();
        copy.members.AddRange(members);
        return copy;
    }

    /// <summary>The members in their order.</summary>
    public List<KeyValuePair<string, object?>>.Enumerator GetEnumerator() => members.GetEnumerator();

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds every secret in the map, however deep, to others.</summary>
    internal void CollectSecrets(ICollection<Secret> found)
    {
        foreach (KeyValuePair<string, object?> member in members)
        {
            CollectSecretsIn(member.Value, found);
        }
    }

    private static void CollectSecretsIn(object? value, ICollection<Secret> found)
    {
        switch (value)
        {
            case Secret secret:
                found.Add(secret);
                break;
            case JsonMap map:
                map.CollectSecrets(found);
                break;
            case IReadOnlyList<object?> list:
                foreach (object? item in list)
                {
                    CollectSecretsIn(item, found);
                }

                break;
        }
    }

    private int IndexOf(string name)
    {
        for (int index = 0; index < members.Count; index++)
        {
            if (string.Equals(members[index].Key, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }
}
