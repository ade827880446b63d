using System.Globalization;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Describes the object that an error is about. The portal's error contains only the condition; the dialog, bot, or message is known from the
/// request.
/// </summary>
internal static class RequestObject
{
    private const string Fields = "fields.";

    private static readonly Dictionary<ErrorKind, (string Noun, string[] Members)[]> Subjects = new()
    {
        [ChatErrors.ChatNotFound] = [("dialog", ["dialogId"]), ("chat", ["chatId"])],
        [ChatErrors.ChatTypeUnfit] = [("dialog", ["dialogId"]), ("chat", ["chatId"])],
        [PortalErrors.AccessDenied] = [("dialog", ["dialogId"]), ("chat", ["chatId"]), ("message", ["messageId"])],
        [MessageErrors.MessageNotSent] = [("dialog", ["dialogId"])],
        [FileErrors.FileNotSent] = [("dialog", ["dialogId"])],
        [MessageErrors.MessageNotFound] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [MessageErrors.MessageAccessDenied] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [MessageErrors.MessageHiddenByPlan] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [MessageErrors.ReplyRejected] = [("message", [Fields + "replyId"])],
        [SlashCommandErrors.CommandAnswerFailed] = [("message", ["messageId"])],
        [MessageErrors.ReactionNotFound] = [("reaction", ["reaction"])],
        [BotErrors.BotNotFound] = [("bot", ["botId", "code"])],
        [BotErrors.BotOfAnotherOwner] = [("bot", ["botId", "code"])],
        [BotErrors.BotTypeNotAllowed] = [("bot", ["botId"])],
        [BotErrors.BotUnregisterFailed] = [("bot", ["botId"])],
        [BotErrors.BotCodeTaken] = [("bot", [Fields + "code"])],
        [SlashCommandErrors.CommandNotFound] = [("command", ["commandId"])],
        [SlashCommandErrors.CommandNameTaken] = [("command", [Fields + "command"])],
        [FileErrors.FileOnPortalNotFound] = [("file", ["fileId"])],
        [FileErrors.FileAccessDenied] = [("file", ["fileId"])],
    };

    /// <summary>For example <c>dialog chat5</c>; null if the condition isn't about one object, or the request doesn't contain it.</summary>
    public static string? Describe(ErrorKind kind, JsonMap parameters)
    {
        foreach ((string noun, string[] members) in Subjects.TryGetValue(kind, out (string, string[])[]? subjects) ? subjects : [])
        {
            if (members.Select(member => ValueOf(parameters, member)).FirstOrDefault(value => value is not null) is { } found)
            {
                return $"{noun} {found}";
            }
        }

        return null;
    }

    private static string? ValueOf(JsonMap parameters, string member)
    {
        JsonMap? map = parameters;
        string name = member;
        if (member.StartsWith(Fields, StringComparison.Ordinal))
        {
            map = parameters.TryGet("fields", out object? fields) ? fields as JsonMap : null;
            name = member.Substring(Fields.Length);
        }

        return map is not null && map.TryGet(name, out object? value) ? Shown(value) : null;
    }

    private static string? Shown(object? value) => value switch
    {
        string text => IsId(text) ? text : ShownInput.Quote(text),
        JsonMap { Count: 1 } forwarded => Shown(forwarded.Single().Value),
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A number, optionally after a few letters, as in chat5.</summary>
    private static bool IsId(string text) => text.Length is > 0 and <= 22
        && text.TakeWhile(char.IsLetter).Count() is <= 4 and var letters && letters < text.Length
        && text.Skip(letters).All(character => character is >= '0' and <= '9');
}
