using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Which results of writing methods say that the portal has done what was asked. A result without them, such as null or a text, comes from something on the way
/// or from a portal that failed halfway, and leaves open what was done.
/// </summary>
internal static class UsableResult
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imbot.v2.Bot.register"] = HasBot,
        ["imbot.v2.Bot.update"] = HasBot,
        ["imbot.v2.Bot.unregister"] = IsTruth,
        ["imbot.v2.Chat.add"] = HasChat,
        ["imbot.v2.Chat.update"] = IsTruth,
        ["imbot.v2.Chat.leave"] = IsTruth,
        ["imbot.v2.Chat.setOwner"] = IsTruth,
        ["imbot.v2.Chat.User.add"] = IsTruth,
        ["imbot.v2.Chat.User.delete"] = IsTruth,
        ["imbot.v2.Chat.Manager.add"] = IsTruth,
        ["imbot.v2.Chat.Manager.delete"] = IsTruth,
        ["imbot.v2.Chat.Message.send"] = HasMessage,
        ["imbot.v2.Chat.Message.update"] = IsTruth,
        ["imbot.v2.Chat.Message.delete"] = IsTruth,
        ["imbot.v2.Chat.Message.Reaction.add"] = IsTruth,
        ["imbot.v2.Chat.Message.Reaction.delete"] = IsTruth,
        ["imbot.v2.Chat.InputAction.notify"] = IsTruth,
        ["imbot.v2.Chat.TextField.enabled"] = IsTruth,
        ["imbot.v2.Command.register"] = HasCommand,
        ["imbot.v2.Command.update"] = HasCommand,
        ["imbot.v2.Command.unregister"] = IsTruth,
        ["imbot.v2.Command.answer"] = IsTruth,
        ["imbot.v2.File.upload"] = HasFile,
        ["im.v2.File.upload"] = HasFile,
        ["im.v2.Event.subscribe"] = IsTruth,
        ["im.v2.Event.unsubscribe"] = IsTruth,
    };

    /// <summary>The methods whose results are checked.</summary>
    public static IReadOnlyCollection<string> Checked => Methods.Keys;

    /// <summary>Whether a result can be used; always true for a method that only reads, or that is not known.</summary>
    public static bool Is(MethodName method, JsonElement result) => !Methods.TryGetValue(method.Text, out Func<JsonElement, bool>? check) || check(result);

    private static bool HasBot(JsonElement result) => result.Member("bot").Number("id") > 0;

    private static bool HasChat(JsonElement result) => result.Member("chat").Number("id") > 0;

    private static bool HasCommand(JsonElement result) => result.Member("command").Number("id") > 0;

    private static bool HasFile(JsonElement result) => result.Member("file").Number("id") > 0;

    /// <summary>Messages that were only forwarded have keys instead of an id.</summary>
    private static bool HasMessage(JsonElement result) => result.Number("id") > 0 || result.TextMap("uuidMap").Count > 0;

    /// <summary>True or false, by itself or as the member <c>result</c>, in one of the forms in which portals write it.</summary>
    private static bool IsTruth(JsonElement result) => IsFlag(result) || IsFlag(result.Member("result"));

    private static bool IsFlag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Number => value.WholeNumber() is 0 or 1,
        JsonValueKind.String => value.TextOrNull()?.ToUpperInvariant() is "Y" or "N" or "1" or "0" or "TRUE" or "FALSE",
        _ => false,
    };
}
