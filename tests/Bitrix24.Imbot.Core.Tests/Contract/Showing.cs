using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>Returns everything that an object shows in its public properties, as text, so that two objects can be compared.</summary>
internal static class Showing
{
    public static Dictionary<string, string> Of(object shown) => shown.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .ToDictionary(property => property.Name, property => Text(property.GetValue(shown), 0));

    /// <summary>The names of the properties with different values.</summary>
    public static string[] Difference(object one, object other)
    {
        Dictionary<string, string> first = Of(one);
        Dictionary<string, string> second = Of(other);
        return [.. first.Keys.Where(name => first[name] != second[name])];
    }

    private static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        DateTimeOffset date => date.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        JsonElement element => element.GetRawText(),
        IDictionary<string, object?> map => Map(map.Select(pair => (pair.Key, pair.Value)), depth),
        IReadOnlyDictionary<string, object?> map => Map(map.Select(pair => (pair.Key, pair.Value)), depth),
        IReadOnlyDictionary<string, string> map => Map(map.Select(pair => (pair.Key, (object?)pair.Value)), depth),
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Text(item, depth + 1))) + "]",
        _ when depth > 7 => value.ToString() ?? "",
        _ => Map(Properties(value), depth),
    };

    private static string Map(IEnumerable<(string Key, object? Value)> members, int depth) =>
        "{" + string.Join(", ", members.Select(member => $"{member.Key}: {Text(member.Value, depth + 1)}")) + "}";

    private static IEnumerable<(string Key, object? Value)> Properties(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .Select(property => (property.Name, property.GetValue(value)));
}
