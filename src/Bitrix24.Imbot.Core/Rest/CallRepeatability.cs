using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Determines whether a call can be repeated, from its method and parameters.</summary>
internal static class CallRepeatability
{
    /// <summary>Whether this call can be repeated.</summary>
    public static Repeatability Get(ApiMethod method, JsonMap parameters)
    {
        if (method == ApiMethods.ChatMessageSend && HasKey(RequestFields.CopyOf(parameters)))
        {
            return Repeatability.Keyed;
        }

        // After a token change that was executed, a repeat would use a token that is no longer valid.
        return ReservedNames.ChangesBotToken(method, parameters) ? Repeatability.Once : method.Repeatability;
    }

    /// <summary>Whether the portal accepts a text as a message key: a lowercase version 4 UUID.</summary>
    public static bool IsKey(string text) => Guid.TryParseExact(text, "D", out Guid id)
        && text[14] == '4'
        && text[19] is '8' or '9' or 'a' or 'b'
        && text == id.ToString("D");

    /// <summary>The portal accepts only a lowercase version 4 UUID as a key, and none for system and forwarded messages.</summary>
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
