using System.Collections;
using System.Globalization;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// The members of a hashtable or an object with the names of the REST documentation. Case and underscores are ignored, so that property names also match.
/// </summary>
internal sealed class RestMembers
{
    private readonly string owner;
    private readonly Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> read = new(StringComparer.OrdinalIgnoreCase);

    public RestMembers(object? value, string owner)
    {
        this.owner = owner;
        foreach ((string name, object? member) in Get(value) ?? throw ContentErrors.AttachmentBlockInvalid.With(
            $"{owner} must be a hashtable with its members. {(value is null ? "The value is null" : $"Its type is {value.GetType().Name}")}."))
        {
            members[Plain(name)] = Unwrap(member);
        }
    }

    /// <summary>Gets the names and values; null if the value has no members.</summary>
    public static IEnumerable<(string Name, object? Value)>? Get(object? value) => Unwrap(value) switch
    {
        IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => (TextOf(key), (object?)dictionary[key])),
        PSObject custom => ObjectProperties.Get(custom).Select(property => (property.Name, (object?)property.Value)),
        _ => null,
    };

    /// <summary>Unwraps an object, except a PSCustomObject.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    public static string Plain(string name) => name.Replace("_", string.Empty);

    /// <summary>Converts a value to text for the portal.</summary>
    public static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Gets the value of a member; null if it is missing.</summary>
    public object? this[string name]
    {
        get
        {
            read.Add(Plain(name));
            return members.TryGetValue(Plain(name), out object? value) ? value : null;
        }
    }

    public string? Text(string name) => this[name] is { } value ? CellText.From(value) : null;

    public T? Number<T>(string name)
        where T : struct => this[name] is not { } value ? null
        : LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T number) ? number
        : throw ContentErrors.AttachmentBlockInvalid.With($"{name} of {owner} is '{value}', which is not a number.");

    /// <summary>Throws for members that weren't read, because the portal would drop them without an error.</summary>
    public void RequireAllRead()
    {
        if (members.Keys.FirstOrDefault(name => !read.Contains(name)) is { } unknown)
        {
            throw ContentErrors.AttachmentBlockInvalid.With($"{owner} contains the unknown member '{unknown}'.");
        }
    }
}
