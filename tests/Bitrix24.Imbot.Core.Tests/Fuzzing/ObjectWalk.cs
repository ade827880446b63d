using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>Reads all properties of an object like a formatter would, because results are parsed only when they are read.</summary>
internal static class ObjectWalk
{
    private const int Deepest = 300;

    private static readonly ConcurrentDictionary<Type, Func<object, object?>[]> Getters = new();

    public static void Over(object? value, int depth = 0)
    {
        if (value is null or string or JsonElement || depth > Deepest)
        {
            return;
        }

        Type type = value.GetType();

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Over(item, depth + 1);
            }

            return;
        }

        if (type.Namespace?.StartsWith("Bitrix24", StringComparison.Ordinal) == true)
        {
            _ = value.ToString();
            foreach (Func<object, object?> getter in Getters.GetOrAdd(type, GettersOf))
            {
                Over(getter(value), depth + 1);
            }
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            Over(type.GetProperty("Value")!.GetValue(value), depth + 1);
        }
    }

    private static Func<object, object?>[] GettersOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .Select(property =>
            {
                ParameterExpression target = Expression.Parameter(typeof(object));
                return Expression.Lambda<Func<object, object?>>(
                    Expression.Convert(Expression.Property(Expression.Convert(target, type), property), typeof(object)), target).Compile();
            }),
    ];
}
