namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>Who calls: a webhook, or an OAuth application (then with its client id).</summary>
internal sealed record Credential(int UserId, IReadOnlyList<string> Scopes, string? ClientId)
{
    public bool IsOAuth => ClientId is not null;

    public bool Has(string? scope) => scope is null || Scopes.Contains(scope);
}
