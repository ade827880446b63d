namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The <c>fields</c> member, which contains the content of most methods.</summary>
internal static class RequestFields
{
    public const string Name = "fields";

    /// <summary>A copy of the members of <c>fields</c>; empty if there are none.</summary>
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
