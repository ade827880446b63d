namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>An access token in the authorization server.</summary>
internal sealed record AccessToken(int UserId, DateTimeOffset ExpiresAt);
