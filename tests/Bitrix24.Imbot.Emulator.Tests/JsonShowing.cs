using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests;

public static class JsonShowing
{
    /// <summary>The members of an object in one line, as JSON with texts without quotes.</summary>
    public static string Show(this JsonNode? node, params ReadOnlySpan<string> names)
    {
        List<string> shown = [];
        foreach (string name in names)
        {
            shown.Add(node![name]?.ToString() ?? "null");
        }

        return string.Join(" | ", shown);
    }
}
