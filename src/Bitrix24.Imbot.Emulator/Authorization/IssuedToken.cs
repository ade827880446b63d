namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>An access token, or a refresh token or authorization code, which can be used once.</summary>
internal sealed record IssuedToken(int UserId, DateTimeOffset ExpiresAt);
