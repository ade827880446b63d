namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The answer of the authorization server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON object.</param>
/// <param name="Attempts">The number of times that the request was sent.</param>
/// <param name="IsOneLost">Whether an earlier attempt may have been executed whose answer, including its tokens, was lost.</param>
internal readonly record struct TokenServerAnswer(int Status, JsonElement Body, int Attempts = 1, bool IsOneLost = false);
