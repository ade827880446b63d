namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>A page of an old method's list: 50 items from <c>start</c>, the total, and the next start.</summary>
internal static class ListPage
{
    private const int Size = 50;
    private const int WithoutTotal = -1;

    public static JsonNode Create(IReadOnlyCollection<JsonNode> items, int start)
    {
        int first = Math.Max(0, start);
        JsonNode[] page = [.. items.Skip(first).Take(Size)];
        JsonObject result = PhpValue.AsMap(new JsonArray(page))!;

        if (page.Length > 0 && start != WithoutTotal)
        {
            result["total"] = items.Count;
            if (first + page.Length < items.Count)
            {
                result["next"] = first + page.Length;
            }
        }

        return result;
    }
}
