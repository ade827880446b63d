using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>A request type of the library with any result. Reflection finds it, so a new request type is tested without a change here.</summary>
internal sealed class TypedRequest
{
    private readonly Func<JsonElement, object?> read;

    private TypedRequest(object request)
    {
        Name = request.GetType().Name;
        Method = (ApiMethod)request.GetType().GetProperty(nameof(PortalRequest<int>.Method))!.GetValue(request)!;
        Parameters = () => (JsonMap)Unwrapped(request, nameof(PortalRequest<int>.ToParameters));
        MethodInfo method = request.GetType().GetMethod(nameof(PortalRequest<int>.ReadResult))!;
        ParameterExpression result = Expression.Parameter(typeof(JsonElement));
        read = Expression.Lambda<Func<JsonElement, object?>>(
            Expression.Convert(Expression.Call(Expression.Constant(request), method, result), typeof(object)), result).Compile();
    }

    public string Name { get; }

    public ApiMethod Method { get; }

    public Func<JsonMap> Parameters { get; }

    /// <summary>Creates a request of every type. The IDs come from <paramref name="ids"/>, by parameter name.</summary>
    public static TypedRequest[] All(IReadOnlyDictionary<string, object> ids) =>
    [
        .. typeof(B24Session).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && IsRequest(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new TypedRequest(Make(type, ids))),
    ];

    public object? Read(JsonElement result) => read(result);

    private static object Unwrapped(object request, string method) => request.GetType().GetMethod(method)!.Invoke(
        request, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    private static bool IsRequest(Type type)
    {
        for (Type? known = type.BaseType; known is not null; known = known.BaseType)
        {
            if (known.IsGenericType && known.GetGenericTypeDefinition() == typeof(PortalRequest<>))
            {
                return true;
            }
        }

        return false;
    }

    private static object Make(Type type, IReadOnlyDictionary<string, object> ids)
    {
        ConstructorInfo constructor = type.GetConstructors().MinBy(known => known.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, ids))]);
    }

    private static object? Argument(ParameterInfo parameter, IReadOnlyDictionary<string, object> ids)
    {
        if (ids.TryGetValue(parameter.Name!, out object? known) && parameter.ParameterType.IsInstanceOfType(known))
        {
            return known;
        }

        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        Type type = parameter.ParameterType;
        return type == typeof(string) ? "text"
            : type == typeof(long) ? 17L
            : type == typeof(bool) ? true
            : type == typeof(LocalFile) ? LocalFile.Require(Path.Combine(AppContext.BaseDirectory, "Facts", "samples", "imbot.v2.Revision.get.json"))
            : type == typeof(byte[]) ? new byte[] { 1 }
            : type.IsAssignableFrom(typeof(long[])) ? new long[] { 17 }
            : type.IsValueType || type.GetConstructor([]) is not null ? Activator.CreateInstance(type)
            : type.IsAssignableFrom(typeof(MemoryStream)) ? new MemoryStream([1])
            : null;
    }
}
