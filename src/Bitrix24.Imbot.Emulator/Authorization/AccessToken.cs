namespace Bitrix24.Imbot.Emulator;

/// <summary>What the authorization server knows of an access token.</summary>
internal sealed record AccessToken(int UserId, DateTimeOffset ExpiresAt);
