using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Determines what the results of writing methods show about the call. A result in an undocumented form, such as null or a text, comes from another
/// server or from a portal that failed during execution, so the effect is unknown. No writing method is known to answer false in normal operation: if
/// the portal skips something, it answers true.
/// </summary>
internal static class UsableResult
{
    /// <summary>The meaning of a result; <see cref="ResultMeaning.Done"/> for a method that only reads or isn't known.</summary>
    public static ResultMeaning GetMeaning(ApiMethod method, JsonElement result) => method.Result switch
    {
        ResultShape.Any => ResultMeaning.Done,
        ResultShape.Truth => Truth(result),
        ResultShape.AnythingButFalse => Truth(result) == ResultMeaning.NotDone ? ResultMeaning.NotDone : ResultMeaning.Done,
        _ => HasId(result, method.Result) ? ResultMeaning.Done : ResultMeaning.Unclear,
    };

    /// <summary>True or false, as the result itself or as its <c>result</c> member, in one of the forms that portals use.</summary>
    public static ResultMeaning Truth(JsonElement result) => (Flag(result) ?? Flag(result.Member("result"))) switch
    {
        true => ResultMeaning.Done,
        false => ResultMeaning.NotDone,
        null => ResultMeaning.Unclear,
    };

    private static bool HasId(JsonElement result, ResultShape shape) => shape switch
    {
        ResultShape.Bot => result.Member("bot").Number("id") > 0,
        ResultShape.Chat => result.Member("chat").Number("id") > 0,
        ResultShape.ChatId => result.Number("chatId") > 0,
        ResultShape.SlashCommand => result.Member("command").Number("id") > 0,
        ResultShape.File => result.Member("file").Number("id") > 0,
        _ => result.Number("id") > 0 || result.TextMap("uuidMap").Count > 0,
    };

    private static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.WholeNumber() switch { 1 => true, 0 => false, _ => null },
        JsonValueKind.String => value.TextOrNull()?.ToUpperInvariant() switch { "Y" or "1" or "TRUE" => true, "N" or "0" or "FALSE" => false, _ => null },
        _ => null,
    };
}
