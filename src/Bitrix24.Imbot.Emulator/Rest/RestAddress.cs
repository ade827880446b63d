namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>The parts of a path under /rest: <c>{method}</c> or <c>{userId}/{code}/{method}</c> (docs/portal/protocol.md, "Addresses").</summary>
internal sealed record RestAddress(string Method, string Transport, string? UserId, string? Code)
{
    /// <summary>Parses a path. Returns null if it has another form.</summary>
    public static RestAddress? Parse(string path)
    {
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString)];
        (string Method, string Transport) split;
        switch (parts.Length)
        {
            case 1:
                split = SplitTransport(parts[0]);
                return new RestAddress(split.Method, split.Transport, null, null);
            case 3:
                split = SplitTransport(parts[2]);
                return new RestAddress(split.Method, split.Transport, parts[0], parts[1]);
            default:
                return null;
        }
    }

    private static (string Method, string Transport) SplitTransport(string name)
    {
        int dot = name.LastIndexOf('.');
        string suffix = dot < 0 ? "" : name[(dot + 1)..];
        return suffix is "json" or "xml" ? (name[..dot], suffix) : (name, "json");
    }
}
