using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// What the results of writing methods say of the call. A result of another form than the documented one, such as null or a text, comes from something on the way
/// or from a portal that failed halfway, and leaves open what was done. No writing method is known to answer false in the course of its work: where the portal
/// skips or swallows something, it answers true.
/// </summary>
internal static class UsableResult
{
    private static readonly Dictionary<string, Func<JsonElement, ResultMeaning>> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imbot.v2.Bot.register"] = Object(HasBot),
        ["imbot.v2.Bot.update"] = Object(HasBot),
        ["imbot.v2.Bot.unregister"] = Truth,
        ["imbot.v2.Chat.add"] = Object(HasChat),
        ["imbot.v2.Chat.update"] = Truth,
        ["imbot.v2.Chat.leave"] = Truth,
        ["imbot.v2.Chat.setOwner"] = Truth,
        ["imbot.v2.Chat.User.add"] = Truth,
        ["imbot.v2.Chat.User.delete"] = Truth,
        ["imbot.v2.Chat.Manager.add"] = Truth,
        ["imbot.v2.Chat.Manager.delete"] = Truth,
        ["imbot.v2.Chat.Message.send"] = Object(HasMessage),
        ["imbot.v2.Chat.Message.update"] = Truth,
        ["imbot.v2.Chat.Message.delete"] = Truth,
        ["imbot.v2.Chat.Message.read"] = Object(HasChatId),
        ["imbot.v2.Chat.Message.Reaction.add"] = Truth,
        ["imbot.v2.Chat.Message.Reaction.delete"] = Truth,
        ["imbot.v2.Chat.InputAction.notify"] = Truth,
        ["imbot.v2.Chat.TextField.enabled"] = Truth,
        ["imbot.v2.Command.register"] = Object(HasCommand),
        ["imbot.v2.Command.update"] = Object(HasCommand),
        ["imbot.v2.Command.unregister"] = Truth,
        ["imbot.v2.Command.answer"] = Truth,
        ["imbot.v2.File.upload"] = Object(HasFile),
        ["im.v2.File.upload"] = Object(HasFile),
        ["im.v2.Chat.Bot.sendContext"] = AnythingButFalse,
        ["im.v2.Event.subscribe"] = Truth,
        ["im.v2.Event.unsubscribe"] = Truth,
    };

    /// <summary>The methods whose results are checked.</summary>
    public static IReadOnlyCollection<string> Checked => Methods.Keys;

    /// <summary>What a result says; <see cref="ResultMeaning.Done"/> for a method that only reads, or that is not known.</summary>
    public static ResultMeaning Of(MethodName method, JsonElement result) =>
        Methods.TryGetValue(method.Text, out Func<JsonElement, ResultMeaning>? read) ? read(result) : ResultMeaning.Done;

    /// <summary>True or false, bare or as the member <c>result</c>, in one of the forms in which portals write it.</summary>
    public static ResultMeaning Truth(JsonElement result) => (Flag(result) ?? Flag(result.Member("result"))) switch
    {
        true => ResultMeaning.Done,
        false => ResultMeaning.NotDone,
        null => ResultMeaning.Unclear,
    };

    private static Func<JsonElement, ResultMeaning> Object(Func<JsonElement, bool> isComplete) =>
        result => isComplete(result) ? ResultMeaning.Done : ResultMeaning.Unclear;

    /// <summary>The result is not documented. Only a false is taken for what it says.</summary>
    private static ResultMeaning AnythingButFalse(JsonElement result) => Truth(result) == ResultMeaning.NotDone ? ResultMeaning.NotDone : ResultMeaning.Done;

    private static bool HasBot(JsonElement result) => result.Member("bot").Number("id") > 0;

    private static bool HasChat(JsonElement result) => result.Member("chat").Number("id") > 0;

    private static bool HasChatId(JsonElement result) => result.Number("chatId") > 0;

    private static bool HasCommand(JsonElement result) => result.Member("command").Number("id") > 0;

    private static bool HasFile(JsonElement result) => result.Member("file").Number("id") > 0;

    /// <summary>Messages that were only forwarded have keys instead of an id.</summary>
    private static bool HasMessage(JsonElement result) => result.Number("id") > 0 || result.TextMap("uuidMap").Count > 0;

    private static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.WholeNumber() switch { 1 => true, 0 => false, _ => null },
        JsonValueKind.String => value.TextOrNull()?.ToUpperInvariant() switch { "Y" or "1" or "TRUE" => true, "N" or "0" or "FALSE" => false, _ => null },
        _ => null,
    };
}
