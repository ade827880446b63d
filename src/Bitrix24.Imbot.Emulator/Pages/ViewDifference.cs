namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>Tracks what a page has received, and returns only what is new.</summary>
internal sealed class ViewDifference
{
    private readonly Dictionary<string, string> sections = [];
    private readonly Dictionary<string, Dictionary<int, string>> lists = [];

    /// <summary>
    /// Returns the changed sections, and for each list the changed entries and the numbers of removed entries. Empty if nothing changed.
    /// </summary>
    public JsonObject Update(PageView view)
    {
        JsonObject difference = [];
        foreach ((string name, JsonNode section) in view.Sections)
        {
            string text = section.ToJsonString();
            if (sections.GetValueOrDefault(name) != text)
            {
                sections[name] = text;
                difference[name] = section;
            }
        }

        foreach ((string name, IReadOnlyDictionary<int, JsonNode> entries) in view.Lists)
        {
            if (Update(lists.TryGetValue(name, out Dictionary<int, string>? known) ? known : lists[name] = [], entries) is JsonObject changes)
            {
                difference[name] = changes;
            }
        }

        return difference;
    }

    private static JsonObject? Update(Dictionary<int, string> known, IReadOnlyDictionary<int, JsonNode> entries)
    {
        int[] gone = [.. known.Keys.Where(number => !entries.ContainsKey(number))];
        foreach (int number in gone)
        {
            known.Remove(number);
        }

        JsonArray set = [];
        foreach ((int number, JsonNode entry) in entries)
        {
            string text = entry.ToJsonString();
            if (known.GetValueOrDefault(number) != text)
            {
                known[number] = text;
                set.Add(entry);
            }
        }

        return set.Count == 0 && gone.Length == 0
            ? null
            : new JsonObject { ["set"] = set, ["gone"] = new JsonArray([.. gone.Select(number => (JsonNode)number)]) };
    }
}
