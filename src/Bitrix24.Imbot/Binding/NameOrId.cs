using System.Globalization;

namespace Bitrix24.Imbot.Binding;

/// <summary>Identifies a bot or a slash command by its ID, or by its code or name. A value that consists of digits is an ID.</summary>
public sealed record NameOrId
{
    private NameOrId(long? id, string? name)
    {
        Id = id;
        Name = name;
    }

    /// <summary>The ID, 1 or more; null if this is a name.</summary>
    public long? Id { get; }

    /// <summary>The code or name without surrounding spaces; null if this is an ID.</summary>
    public string? Name { get; }

    /// <summary>The input, for error records.</summary>
    internal object Input => Id is { } id ? id : Name!;

    /// <summary>Converts a value.</summary>
    /// <returns>Null if the value is neither a name nor an ID.</returns>
    public static NameOrId? From(object? value) => value switch
    {
        NameOrId made => made,
        string text => FromText(text.Trim()),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => FromText(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        Enum => FromText(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() => Name is null ? Id!.Value.ToString(CultureInfo.InvariantCulture) : ShownInput.Quote(Name);

    private static NameOrId? FromText(string text) =>
        !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? text.Length > 0 ? new(null, text) : null
        : number is >= 1 and <= long.MaxValue && decimal.Truncate(number) == number ? new((long)number, null)
        : null;
}
