namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>A method of the API: its name, the scope that it requires (null for none), and its implementation.</summary>
internal sealed record RestMethod(string Name, string? Scope, Func<RestCall, JsonNode?> Run)
{
    /// <summary>
    /// True for methods that the server finds as classes. The letter case of their names matters (docs/portal/protocol.md, "Method names").
    /// </summary>
    public bool IsRouted => Name.StartsWith("imbot.v2.", StringComparison.Ordinal) || Name.StartsWith("im.v2.", StringComparison.Ordinal);
}
