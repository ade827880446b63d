using System.Globalization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What a refusal is about: a portal names the condition and not the dialog, bot or message, which the request has.</summary>
internal static class RequestObject
{
    private const string Fields = "fields.";

    private static readonly Dictionary<ErrorKind, (string Noun, string[] Members)[]> Subjects = new()
    {
        [ErrorKinds.ChatNotFound] = [("dialog", ["dialogId"]), ("chat", ["chatId"])],
        [ErrorKinds.ChatTypeUnfit] = [("dialog", ["dialogId"]), ("chat", ["chatId"])],
        [ErrorKinds.AccessDenied] = [("dialog", ["dialogId"]), ("chat", ["chatId"]), ("message", ["messageId"])],
        [ErrorKinds.MessageNotSent] = [("dialog", ["dialogId"])],
        [ErrorKinds.FileNotSent] = [("dialog", ["dialogId"])],
        [ErrorKinds.MessageNotFound] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [ErrorKinds.MessageAccessDenied] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [ErrorKinds.MessageHiddenByPlan] = [("message", ["messageId", Fields + "replyId", Fields + "forwardIds"])],
        [ErrorKinds.ReplyRejected] = [("message", [Fields + "replyId"])],
        [ErrorKinds.CommandAnswerFailed] = [("message", ["messageId"])],
        [ErrorKinds.ReactionNotFound] = [("reaction", ["reaction"])],
        [ErrorKinds.BotNotFound] = [("bot", ["botId", "code"])],
        [ErrorKinds.BotOfAnotherOwner] = [("bot", ["botId", "code"])],
        [ErrorKinds.BotTypeNotAllowed] = [("bot", ["botId"])],
        [ErrorKinds.BotUnregisterFailed] = [("bot", ["botId"])],
        [ErrorKinds.BotCodeTaken] = [("bot", [Fields + "code"])],
        [ErrorKinds.CommandNotFound] = [("command", ["commandId"])],
        [ErrorKinds.CommandNameTaken] = [("command", [Fields + "command"])],
        [ErrorKinds.FileOnPortalNotFound] = [("file", ["fileId"])],
        [ErrorKinds.FileAccessDenied] = [("file", ["fileId"])],
    };

    /// <summary>For example <c>dialog chat5</c>; null where the condition is not about one object, or the request does not name it.</summary>
    public static string? Of(ErrorKind kind, JsonMap parameters)
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
        string text => IsId(text) ? text : ShownInput.Of(text),
        JsonMap { Count: 1 } forwarded => Shown(forwarded.Single().Value),
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A number, with or without a few letters before it, as in chat5.</summary>
    private static bool IsId(string text) => text.Length is > 0 and <= 22
        && text.TakeWhile(char.IsLetter).Count() is <= 4 and var letters && letters < text.Length
        && text.Skip(letters).All(character => character is >= '0' and <= '9');
}
