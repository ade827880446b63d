namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>What the authorization server knows of a refresh token or an authorization code; it is used once.</summary>
internal sealed record RefreshToken(int UserId, DateTimeOffset ExpiresAt);
