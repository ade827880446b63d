namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>The parts of a path under /rest: <c>{method}</c> or <c>{userId}/{code}/{method}</c> (docs/portal/protocol.md, "Addresses").</summary>
internal sealed record RestAddress(string Method, string Transport, string? UserId, string? Code)
{
    public static RestAddress? Parse(string path)
    {
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString)];
        return parts switch
        {
            [string name] => Create(name, null, null),
            [string userId, string code, string name] => Create(name, userId, code),
            _ => null,
        };
    }

    private static RestAddress Create(string name, string? userId, string? code)
    {
        int dot = name.LastIndexOf('.');
        string suffix = dot < 0 ? "" : name[(dot + 1)..];
        return suffix is "json" or "xml" ? new RestAddress(name[..dot], suffix, userId, code) : new RestAddress(name, "json", userId, code);
    }
}
