using System.Text.Json;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>The documentation's facts (tests/Facts).</summary>
internal static class Facts
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Facts");

    public static JsonElement Catalogue { get; } = Read(Path.Combine(Folder, "imbot-v2.json"));

    /// <summary>Samples of methods, by file name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Samples { get; } = ReadAll(Path.Combine(Folder, "samples"));

    /// <summary>Samples of events, by name of the event.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Events { get; } = ReadAll(Path.Combine(Folder, "samples", "events"));

    public static IEnumerable<JsonElement> Methods => Catalogue.GetProperty("methods").EnumerateArray();

    /// <summary>All values of a member in a file or in the catalog, at any depth.</summary>
    public static IEnumerable<JsonElement> AllOf(JsonElement element, string member) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name == member ? [property.Value] : AllOf(property.Value, member)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => AllOf(item, member)),
        _ => [],
    };

    private static Dictionary<string, JsonElement> ReadAll(string folder) => Directory.GetFiles(folder, "*.json")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), Read);

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
