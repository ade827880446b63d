using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The table of the chat-bot API's methods by what a repeat does. What is not listed is never repeated.</summary>
internal static class MethodRepeatability
{
    private const string Send = "imbot.v2.Chat.Message.send";

    private static readonly Dictionary<string, Repeatability> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imbot.v2.Revision.get"] = Repeatability.Reads,
        ["imbot.v2.Bot.get"] = Repeatability.Reads,
        ["imbot.v2.Bot.list"] = Repeatability.Reads,
        ["imbot.v2.Chat.get"] = Repeatability.Reads,
        ["imbot.v2.Chat.User.list"] = Repeatability.Reads,
        ["imbot.v2.Chat.Message.get"] = Repeatability.Reads,
        ["imbot.v2.Chat.Message.getContext"] = Repeatability.Reads,
        ["imbot.v2.Command.list"] = Repeatability.Reads,
        ["imbot.v2.File.download"] = Repeatability.Reads,
        ["im.v2.File.download"] = Repeatability.Reads,
        ["user.get"] = Repeatability.Reads,
        ["user.search"] = Repeatability.Reads,
        ["department.get"] = Repeatability.Reads,

        // With an offset it deletes what is below it, and deletes nothing more the second time.
        ["imbot.v2.Event.get"] = Repeatability.Reads,
        ["im.v2.Event.get"] = Repeatability.Reads,

        // The same code or name gives what is there already.
        ["imbot.v2.Bot.register"] = Repeatability.Idempotent,
        ["imbot.v2.Command.register"] = Repeatability.Idempotent,

        // They set what they set.
        ["imbot.v2.Bot.update"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.update"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.setOwner"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.TextField.enabled"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.Message.update"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.Message.read"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.InputAction.notify"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.Message.Reaction.add"] = Repeatability.Idempotent,

        // They answer true whatever the users' state was.
        ["imbot.v2.Chat.User.add"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.User.delete"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.Manager.add"] = Repeatability.Idempotent,
        ["imbot.v2.Chat.Manager.delete"] = Repeatability.Idempotent,
        ["im.v2.Event.subscribe"] = Repeatability.Idempotent,
        ["im.v2.Event.unsubscribe"] = Repeatability.Idempotent,

        // A message of its own each time, or an error where there is nothing left to do.
        [Send] = Repeatability.Once,
        ["imbot.v2.Command.answer"] = Repeatability.Once,
        ["imbot.v2.File.upload"] = Repeatability.Once,
        ["im.v2.File.upload"] = Repeatability.Once,
        ["im.v2.Chat.Bot.sendContext"] = Repeatability.Once,
        ["im.notify.personal.add"] = Repeatability.Once,
        ["im.notify.system.add"] = Repeatability.Once,
        ["imbot.v2.Chat.add"] = Repeatability.Once,
        ["imbot.v2.Chat.leave"] = Repeatability.Once,
        ["imbot.v2.Chat.Message.delete"] = Repeatability.Once,
        ["imbot.v2.Chat.Message.Reaction.delete"] = Repeatability.Once,
        ["imbot.v2.Command.update"] = Repeatability.Once,
        ["imbot.v2.Command.unregister"] = Repeatability.Once,
        ["imbot.v2.Bot.unregister"] = Repeatability.Once,
    };

    /// <summary>Whether this very call may be repeated.</summary>
    public static Repeatability Of(MethodName method, JsonMap parameters)
    {
        if (!Methods.TryGetValue(method.Text, out Repeatability repeatability))
        {
            return Repeatability.Once;
        }

        if (method.Is(Send))
        {
            return HasKey(RequestFields.CopyOf(parameters)) ? Repeatability.Keyed : Repeatability.Once;
        }

        // After a rotation that was executed, a repeat comes with a token that is no longer right.
        return ReservedNames.ChangesBotToken(method, parameters) ? Repeatability.Once : repeatability;
    }

    /// <summary>Whether the portal takes a text for the key of a message: a lower-case UUID of version 4.</summary>
    public static bool IsKey(string text) => Guid.TryParseExact(text, "D", out Guid id)
        && text[14] == '4'
        && text[19] is '8' or '9' or 'a' or 'b'
        && text == id.ToString("D");

    /// <summary>The portal takes a key only as a lower-case UUID of version 4, and none for system and forwarded messages.</summary>
    private static bool HasKey(JsonMap fields)
    {
        if (fields.Contains("system") && !IsFalse(fields["system"]))
        {
            return false;
        }

        return !fields.Contains("forwardIds") && fields.TryGet("templateId", out object? key) && TextOf(key) is { } text && IsKey(text);
    }

    private static bool IsFalse(object? value) => value is null or false or JsonElement { ValueKind: JsonValueKind.False or JsonValueKind.Null };

    private static string? TextOf(object? value) => value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : null);
}
