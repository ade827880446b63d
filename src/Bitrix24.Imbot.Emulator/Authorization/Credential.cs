namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>The caller: a webhook, or an OAuth application with its client ID.</summary>
internal sealed record Credential(int UserId, IReadOnlyList<string> Scopes, string? ClientId)
{
    public bool IsOAuth => ClientId is not null;

    public bool Has(string? scope) => scope is null || Scopes.Contains(scope);
}
