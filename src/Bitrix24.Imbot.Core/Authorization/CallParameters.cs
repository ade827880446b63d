using System.Globalization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// The parameters of a call that the client itself interprets: reserved names, <c>fields</c>, texts that look like numbers, and the message key. The
/// portal's names are case-sensitive, but PowerShell's are not, so other spellings of reserved names are removed from bot methods as well.
/// </summary>
internal static class CallParameters
{
    /// <summary>The member that contains the content of most methods.</summary>
    public const string Fields = "fields";

    public const string AccessToken = "auth";
    public const string BotToken = "botToken";

    /// <summary>
    /// Reserved names (docs/portal/protocol.md, "Reserved names"): at the top level, the portal would use any of these instead of the session's
    /// authorization.
    /// </summary>
    private static readonly string[] AuthorizationNames = [AccessToken, "access_token", "auth_connector", "aplogin", "ap"];

    /// <summary>A copy of the members of <c>fields</c>; empty if there are none.</summary>
    public static JsonMap CopyFields(JsonMap parameters)
    {
        parameters.TryGet(Fields, out object? value);
        return value switch
        {
            JsonMap map => map.Copy(),
            JsonElement { ValueKind: JsonValueKind.Object } element => JsonMapReader.ReadObject(element),
            _ => new JsonMap(),
        };
    }

    /// <summary>
    /// A copy in which numbers are converted to text where the chat-bot API declares text. A portal refuses <c>"dialogId":17</c>, and treats a
    /// numeric message as empty.
    /// </summary>
    public static JsonMap CorrectTexts(ApiMethod method, JsonMap parameters)
    {
        JsonMap corrected = parameters.Copy();
        if (method.IsOfBots)
        {
            NumberToText(corrected, "dialogId");
            NumberToText(corrected, "code");
            if (corrected.TryGet(Fields, out object? value) && value is JsonMap given)
            {
                JsonMap fields = given.Copy();
                NumberToText(fields, "message");
                corrected[Fields] = fields;
            }
        }

        return corrected;
    }

    /// <summary>Removes parameters that would replace the session's authorization. For other methods, only the exact names are removed.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="PortalErrors.ParameterReserved"/> for <c>token</c>, which the portal treats as a file download.
    /// </exception>
    public static void RemoveReserved(JsonMap parameters, ApiMethod method)
    {
        if (parameters.Contains("token"))
        {
            throw PortalErrors.ParameterReserved.With("The portal treats a call with a top-level 'token' parameter as a signed file link.");
        }

        foreach (string name in AuthorizationNames)
        {
            if (method.BotTokenPlace == BotTokenPlace.Caller)
            {
                parameters.Remove(name);
            }
            else
            {
                parameters.TryRemoveIgnoringCase(name, out _);
            }
        }
    }

    /// <summary>Removes a bot token in any spelling. Returns whether there was one, even if it is null.</summary>
    public static bool TryRemoveBotToken(JsonMap parameters, out object? token)
    {
        bool isUpperCase = parameters.TryRemoveIgnoringCase("BOT_TOKEN", out object? upper);
        bool isCamelCase = parameters.TryRemoveIgnoringCase(BotToken, out token);
        token = isCamelCase ? token : upper;
        return isCamelCase || isUpperCase;
    }

    /// <summary>Whether a call changes a bot token.</summary>
    public static bool ChangesBotToken(ApiMethod method, JsonMap parameters) => method.RotatesBotToken && TryRemoveBotToken(CopyFields(parameters), out _);

    /// <summary>Whether a call can be repeated.</summary>
    public static Repeatability GetRepeatability(ApiMethod method, JsonMap parameters) =>
        method == ApiMethods.ChatMessageSend && HasMessageKey(CopyFields(parameters)) ? Repeatability.Keyed

        // After a token change that was executed, a repeat would use a token that is no longer valid.
        : ChangesBotToken(method, parameters) ? Repeatability.Once
        : method.Repeatability;

    /// <summary>Whether the portal accepts a text as a message key: a lowercase version 4 UUID.</summary>
    public static bool IsMessageKey(string text) => Guid.TryParseExact(text, "D", out Guid id)
        && text[14] == '4'
        && text[19] is '8' or '9' or 'a' or 'b'
        && text == id.ToString("D");

    /// <summary>The portal uses no key for system and forwarded messages.</summary>
    private static bool HasMessageKey(JsonMap fields)
    {
        bool isSystem = fields.TryGet("system", out object? system)
            && system is not (null or false or JsonElement { ValueKind: JsonValueKind.False or JsonValueKind.Null });
        fields.TryGet("templateId", out object? key);
        string? text = key is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : key as string;
        return !isSystem && !fields.Contains("forwardIds") && text is not null && IsMessageKey(text);
    }

    private static void NumberToText(JsonMap map, string name)
    {
        if (map.TryGet(name, out object? value))
        {
            map[name] = value switch
            {
                double real => real.ToString("R", CultureInfo.InvariantCulture),
                int or long or ulong or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
                JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                _ => value,
            };
        }
    }
}
