namespace Bitrix24.Imbot.Core.Revisions;

/// <summary>
/// Revisions of the portal's chat interfaces (docs/portal/bots.md, "Revision"). Compare <see cref="Rest"/> to determine what a portal supports.
/// </summary>
public sealed class ApiRevision
{
    internal ApiRevision(JsonElement result)
    {
        Rest = result.Number("rest") ?? 0;
        Web = result.Number("web") ?? 0;
        Mobile = result.Number("mobile") ?? 0;
        Desktop = result.Number("desktop") ?? 0;
    }

    /// <summary>REST interface. imbot.v2 is available from revision 33.</summary>
    public long Rest { get; }

    /// <summary>Web client.</summary>
    public long Web { get; }

    /// <summary>Mobile client.</summary>
    public long Mobile { get; }

    /// <summary>Desktop client.</summary>
    public long Desktop { get; }

    /// <summary>The REST revision.</summary>
    public override string ToString() => $"REST {Rest}";
}
