namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>A method of the API: its name, the scope it asks for (null for none) and what it does.</summary>
internal sealed record RestMethod(string Name, string? Scope, Func<RestCall, JsonNode?> Run)
{
    /// <summary>
    /// True for methods that the server finds as classes. Their case matters (docs/portal/protocol.md, "Method names").
    /// </summary>
    public bool IsRouted => Name.StartsWith("imbot.v2.", StringComparison.Ordinal) || Name.StartsWith("im.v2.", StringComparison.Ordinal);
}
