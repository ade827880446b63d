using System.Text.Json;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>What came back from the authorization server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON object.</param>
/// <param name="Attempts">How often the request was sent.</param>
/// <param name="IsOneLost">Whether an earlier attempt may have been executed and its answer was lost, and with it the tokens it gave.</param>
internal readonly record struct TokenServerAnswer(int Status, JsonElement Body, int Attempts = 1, bool IsOneLost = false);
