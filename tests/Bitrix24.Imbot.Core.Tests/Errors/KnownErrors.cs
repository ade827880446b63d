using System.Reflection;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>The errors of all areas, as Core declares them.</summary>
internal static class KnownErrors
{
    /// <summary>The public errors, which can be the kind of an exception.</summary>
    public static IReadOnlyList<PropertyInfo> Rows { get; } =
    [
        .. typeof(ErrorKind).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(property => property.PropertyType == typeof(ErrorKind)),
    ];

    public static IEnumerable<ErrorKind> Kinds => Rows.Select(row => (ErrorKind)row.GetValue(null)!);
}
