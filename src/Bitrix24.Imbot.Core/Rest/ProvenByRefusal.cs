using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Error codes that prove that the requested state already exists, because of an earlier call or an attempt of this call whose answer was lost. For
/// the caller, they are success.
/// </summary>
internal static class ProvenByRefusal
{
    private static readonly JsonElement Done = JsonDocument.Parse("""{"result":true}""").RootElement;

    /// <summary>The result of a successful call; null if the code is an ordinary error.</summary>
    public static JsonElement? ResultOf(ApiMethod method, string code) =>
        string.Equals(code, method.CodeOfDone, StringComparison.OrdinalIgnoreCase) ? Done : null;
}
