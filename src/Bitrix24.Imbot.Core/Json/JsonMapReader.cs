using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>Turns what a C# caller passes as parameters into a <see cref="JsonMap"/>.</summary>
internal static class JsonMapReader
{
    /// <summary>A map as it is; anything else by its JSON form, which must be an object.</summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ParameterNotSerializable"/>, <see cref="PortalErrors.ParameterCyclic"/>.</exception>
    public static JsonMap Read(object? parameters)
    {
        switch (parameters)
        {
            case null:
                return new JsonMap();
            case JsonMap map:
                return map;
            default:
                return ReadObject(ToElement(parameters));
        }
    }

    /// <summary>The members of a JSON object one level down; deeper values stay as they are.</summary>
    public static JsonMap ReadObject(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw PortalErrors.ParameterNotSerializable.With("The parameters of a method are one object with named members.");
        }

        JsonMap map = new();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            map[property.Name] = property.Value;
        }

        return map;
    }

    private static JsonElement ToElement(object parameters)
    {
        try
        {
            return parameters is JsonElement element ? element : JsonSerializer.SerializeToElement(parameters, parameters.GetType());
        }
        catch (JsonException exception)
        {
            throw PortalErrors.ParameterCyclic.With("The parameters contain themselves or are nested too deep.", exception);
        }
        catch (NotSupportedException exception)
        {
            throw PortalErrors.ParameterNotSerializable.With($"A value of type {parameters.GetType().Name} has no JSON form.", exception);
        }
    }
}
