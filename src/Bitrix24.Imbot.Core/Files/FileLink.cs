using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>Reads the <c>downloadUrl</c> member of an answer as a secret.</summary>
internal static class FileLink
{
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static Secret Read(JsonElement result, ApiMethod method) => Secret.FromText(result.Text("downloadUrl")) is { Length: > 0 } link
        ? link
        : throw ConnectionErrors.AnswerUnexpected.With($"The answer to {method} contains no link.");
}
