using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The <c>fields</c> member, in which most methods take their content.</summary>
internal static class RequestFields
{
    public const string Name = "fields";

    /// <summary>The members of <c>fields</c> in a map of its own; an empty one where there is none.</summary>
    public static JsonMap CopyOf(JsonMap parameters)
    {
        parameters.TryGet(Name, out object? value);
        return value switch
        {
            JsonMap map => map.Copy(),
            JsonElement { ValueKind: JsonValueKind.Object } element => JsonMapReader.ReadObject(element),
            _ => new JsonMap(),
        };
    }
}
