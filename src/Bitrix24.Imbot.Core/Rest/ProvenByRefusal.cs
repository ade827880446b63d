using System.Text.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Refusals that prove that what was asked for is there already, by an earlier call or by an attempt of this one whose answer was lost. For the caller they
/// are success.
/// </summary>
internal static class ProvenByRefusal
{
    private static readonly JsonElement Done = JsonDocument.Parse("""{"result":true}""").RootElement;

    /// <summary>The result that the method gives when it succeeds; null where the code is an ordinary refusal.</summary>
    public static JsonElement? ResultOf(ApiMethod method, string code) =>
        string.Equals(code, method.CodeOfDone, StringComparison.OrdinalIgnoreCase) ? Done : null;
}
