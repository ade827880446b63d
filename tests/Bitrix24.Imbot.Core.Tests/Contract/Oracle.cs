using System.Text.Json;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>Inputs and a real portal's answers to them (tests/Facts/oracle).</summary>
internal static class Oracle
{
    /// <summary>The cases of a family.</summary>
    public static IReadOnlyList<JsonElement> Cases(string family) =>
    [
        .. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Facts", "oracle", family + ".json"))).RootElement.GetProperty("cases").EnumerateArray(),
    ];
}
