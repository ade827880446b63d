using System.Text.Json;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// An object that a portal sent. Its properties read what came when they are asked, tolerantly: numbers as text, <c>"Y"</c> and <c>"N"</c>,
/// <c>false</c> or an empty text for "none", <c>[]</c> for an empty map (docs/portal/protocol.md, "Empty maps and nulls"). Nothing that came is lost: what this
/// version has no property for is in <see cref="Extra"/>.
/// </summary>
public abstract class PortalObject
{
    private IReadOnlyDictionary<string, object?>? extra;

    /// <summary>Wraps what came; anything but an object counts as one without members.</summary>
    private protected PortalObject(JsonElement source)
    {
        Source = source;
    }

    /// <summary>Members that this version has no property for, by the portal's names, as text, long, double, bool, lists and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> Extra => extra ??= ReadExtra();

    /// <summary>What came.</summary>
    internal JsonElement Source { get; }

    /// <summary>The portal's names of the members that have properties.</summary>
    private protected abstract IReadOnlyCollection<string> KnownMembers { get; }

    private protected string? ReadText(string name) => Source.Text(name);

    private protected long? ReadNumber(string name) => Source.Number(name);

    private protected bool ReadFlag(string name) => Source.Flag(name);

    private protected DateTimeOffset? ReadDate(string name) => Source.Date(name);

    /// <summary>Collects what goes into <see cref="Extra"/>.</summary>
    private protected virtual void AddExtra(Dictionary<string, object?> members) => AddUnknown(members, Source, KnownMembers);

    private protected static void AddUnknown(Dictionary<string, object?> members, JsonElement source, IReadOnlyCollection<string> known)
    {
        if (source.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in source.EnumerateObject())
            {
                if (property.NameOf() is { } name && !known.Contains(name))
                {
                    members[name] = PlainValue.From(property.Value);
                }
            }
        }
    }

    private Dictionary<string, object?> ReadExtra()
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        AddExtra(members);
        return members;
    }
}
