namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>What the authorization server knows of an access token.</summary>
internal sealed record AccessToken(int UserId, DateTimeOffset ExpiresAt);
