using System.Globalization;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>What a person calls a bot or a slash command: its ID, or its code or name. Digits alone are an ID.</summary>
public sealed record NameOrId
{
    private NameOrId(long? id, string? name)
    {
        Id = id;
        Name = name;
    }

    /// <summary>The ID, 1 or more; null where a name was given.</summary>
    public long? Id { get; }

    /// <summary>The code or name, without blanks around it; null where an ID was given.</summary>
    public string? Name { get; }

    /// <summary>What was given, for error records.</summary>
    internal object Input => Id is { } id ? id : Name!;

    /// <summary>Makes one of what a person wrote.</summary>
    /// <returns>Null where the value can be neither.</returns>
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
