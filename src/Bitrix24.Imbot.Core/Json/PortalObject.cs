namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// An object that a portal sent. Properties are read on access and tolerate the portal's variants: numbers as text, <c>"Y"</c> and <c>"N"</c>,
/// <c>false</c> or an empty text for "none", and <c>[]</c> for an empty map (docs/portal/protocol.md, "Empty maps and nulls"). Members without a
/// property are available in <see cref="Extra"/>.
/// </summary>
public abstract class PortalObject
{
    private IReadOnlyDictionary<string, object?>? extra;

    /// <summary>Wraps a value. A value that isn't an object is treated as an object without members.</summary>
    private protected PortalObject(JsonElement source)
    {
        Source = source;
    }

    /// <summary>
    /// Members that this version has no property for, with the portal's names, as text, long, double, bool, lists, and dictionaries.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Extra => extra ??= ReadExtra();

    /// <summary>The original value.</summary>
    internal JsonElement Source { get; }

    /// <summary>The portal's names of the members that have properties.</summary>
    private protected abstract IReadOnlyCollection<string> KnownMembers { get; }

    private protected string? ReadText(string name) => Source.Text(name);

    private protected long? ReadNumber(string name) => Source.Number(name);

    private protected bool ReadFlag(string name) => Source.Flag(name);

    private protected DateTimeOffset? ReadDate(string name) => Source.Date(name);

    /// <summary>Collects the members for <see cref="Extra"/>.</summary>
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
