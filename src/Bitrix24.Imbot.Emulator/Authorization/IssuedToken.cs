namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>An access token, or a refresh token or authorization code that can be used only once.</summary>
internal sealed record IssuedToken(int UserId, DateTimeOffset ExpiresAt);
