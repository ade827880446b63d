using System.Globalization;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>A form as PHP reads it: names with texts or nested maps, in their original order. The last of several equal names wins.</summary>
internal sealed class FormMap
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, object>> members = [];
    private long nextIndex;

    /// <summary>The text with this name; null if there is none.</summary>
    public string? Text(string name) => Find(name) as string;

    /// <summary>The nested map with this name; null if there is none.</summary>
    public FormMap? Map(string name) => Find(name) as FormMap;

    /// <summary>Sets a text. An empty name, as in <c>ids[]</c>, becomes the next number.</summary>
    public void Set(string name, string text) => Put(NameOf(name), text);

    /// <summary>Gets or creates the nested map with this name.</summary>
    public FormMap Open(string name)
    {
        string known = NameOf(name);
        if (Find(known) is not FormMap map)
        {
            map = new FormMap();
            Put(known, map);
        }

        return map;
    }

    /// <summary>
    /// Writes the map as JSON, without the members that <paramref name="isLeftOut"/> selects, at any depth. Consecutive numbers from 0 become a list.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer, Func<string, bool> isLeftOut)
    {
        bool isList = members.Count > 0 && members.Select((member, index) => member.Key == index.ToString(CultureInfo.InvariantCulture)).All(fits => fits);
        if (isList)
        {
            writer.WriteStartArray();
        }
        else
        {
            writer.WriteStartObject();
        }

        foreach (KeyValuePair<string, object> member in members)
        {
            if (isLeftOut(member.Key))
            {
                continue;
            }

            if (!isList)
            {
                writer.WritePropertyName(member.Key);
            }

            if (member.Value is FormMap map)
            {
                map.WriteTo(writer, isLeftOut);
            }
            else
            {
                writer.WriteStringValue((string)member.Value);
            }
        }

        if (isList)
        {
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteEndObject();
        }
    }

    private object? Find(string name) => places.TryGetValue(name, out int place) ? members[place].Value : null;

    private void Put(string name, object value)
    {
        if (places.TryGetValue(name, out int place))
        {
            members[place] = new KeyValuePair<string, object>(name, value);
            return;
        }

        places[name] = members.Count;
        members.Add(new KeyValuePair<string, object>(name, value));
        if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= nextIndex && number < long.MaxValue)
        {
            nextIndex = number + 1;
        }
    }

    private string NameOf(string name) => name.Length > 0 ? name : nextIndex.ToString(CultureInfo.InvariantCulture);
}
