namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>A refresh token or an authorization code in the authorization server. It can be used once.</summary>
internal sealed record RefreshToken(int UserId, DateTimeOffset ExpiresAt);
