using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Whether a call may be repeated, by its method and its parameters.</summary>
internal static class CallRepeatability
{
    /// <summary>Whether this very call may be repeated.</summary>
    public static Repeatability Get(ApiMethod method, JsonMap parameters)
    {
        if (method == ApiMethods.ChatMessageSend && HasKey(RequestFields.CopyOf(parameters)))
        {
            return Repeatability.Keyed;
        }

        // After a rotation that was executed, a repeat comes with a token that is no longer right.
        return ReservedNames.ChangesBotToken(method, parameters) ? Repeatability.Once : method.Repeatability;
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
