using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// A hashtable or an object with the names of the REST documentation. Letter case and underscores don't count, so that the names of properties fit, too.
/// </summary>
internal sealed class RestMembers
{
    private readonly string owner;
    private readonly Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the members.</summary>
    /// <param name="value">The hashtable or object.</param>
    /// <param name="owner">What it is, for errors.</param>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: it has no members.</exception>
    public RestMembers(object? value, string owner)
    {
        this.owner = owner;
        foreach ((string name, object? member) in Given(value) ?? throw ContentErrors.AttachmentBlockInvalid.With(
            $"{owner} is a hashtable with its members, and not {(value is null ? "null" : $"of type {value.GetType().Name}")}."))
        {
            members[Plain(name)] = Unwrapped(member);
        }
    }

    /// <summary>Names and values as they are written; null for what has no members.</summary>
    public static IEnumerable<(string Name, object? Value)>? Given(object? value) => Unwrapped(value) switch
    {
        IDictionary dictionary => dictionary.Cast<DictionaryEntry>().Select(entry => (TextOf(entry.Key), (object?)entry.Value)),
        PSObject custom => OwnProperties.Of(custom).Select(property => (property.Name, (object?)property.Value)),
        _ => null,
    };

    /// <summary>The object inside; a PSCustomObject, which copies are, too, has none.</summary>
    public static object? Unwrapped(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>A name without what doesn't count in it.</summary>
    public static string Plain(string name) => name.Replace("_", string.Empty);

    /// <summary>A value as the portal reads it.</summary>
    public static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The value of a member; null where it is missing.</summary>
    public object? this[string name]
    {
        get
        {
            read.Add(Plain(name));
            return members.TryGetValue(Plain(name), out object? value) ? value : null;
        }
    }

    /// <summary>A text for people; null where it is missing.</summary>
    public string? Text(string name) => this[name] is { } value ? CellText.Of(value) : null;

    /// <summary>A number; null where it is missing.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>.</exception>
    public T? Number<T>(string name)
        where T : struct => this[name] is not { } value ? null
        : LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T number) ? number
        : throw ContentErrors.AttachmentBlockInvalid.With($"{name} of {owner} is '{value}', which is not a number.");

    /// <summary>Refuses members that nobody asked for: the portal would drop them without an error.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>.</exception>
    public void RequireAllRead()
    {
        if (members.Keys.FirstOrDefault(name => !read.Contains(name)) is { } unknown)
        {
            throw ContentErrors.AttachmentBlockInvalid.With($"{owner} has no member '{unknown}'.");
        }
    }
}
