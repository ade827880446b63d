namespace Bitrix24.Imbot.Core.Json;

/// <summary>Converts the parameters of a C# caller to a <see cref="JsonMap"/>.</summary>
internal static class JsonMapReader
{
    /// <summary>Returns a map unchanged; converts any other object through its JSON form, which must be an object.</summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ParameterNotSerializable"/>, <see cref="PortalErrors.ParameterCyclic"/>.</exception>
    public static JsonMap Read(object? parameters) => parameters switch
    {
        null => new JsonMap(),
        JsonMap map => map,
        _ => ReadObject(ToElement(parameters)),
    };

    /// <summary>Reads the members of a JSON object. Nested values remain elements.</summary>
    public static JsonMap ReadObject(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw PortalErrors.ParameterNotSerializable.With("The parameters of a method must be one object with named members.");
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
            throw PortalErrors.ParameterCyclic.With("The parameters contain themselves or are nested too deeply.", exception);
        }
        catch (NotSupportedException exception)
        {
            throw PortalErrors.ParameterNotSerializable.With($"A value of type {parameters.GetType().Name} can't be converted to JSON.", exception);
        }
    }
}
