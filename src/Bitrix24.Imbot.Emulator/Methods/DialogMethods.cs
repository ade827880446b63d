using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The method im.dialog.messages.get. It returns the messages that the user of the webhook or token can read.</summary>
internal static partial class DialogMethods
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 50;

    /// <summary>
    /// Returns the newest messages first, optionally those before <c>LAST_ID</c>. With <c>FIRST_ID</c>, returns the messages after it, oldest first.
    /// </summary>
    public static JsonNode Messages(RestCall call)
    {
        ClassicParameters parameters = new(call.Parameters.Values);
        string dialogId = parameters.Integer("CHAT_ID") > 0 ? $"chat{parameters.Integer("CHAT_ID")}" : parameters.Text("DIALOG_ID") ?? "";
        RestException.ThrowIf(!DialogId().IsMatch(dialogId), "DIALOG_ID_EMPTY", "Dialog ID can't be empty");
        int userId = call.Credential.UserId;
        Chat? chat = call.Portal.OpenChat(dialogId, userId);
        RestException.ThrowIf(chat?.HasMember(userId) != true, "ACCESS_ERROR", "You do not have access to the specified dialog", 403);
        int? firstId = Id(parameters, "FIRST_ID", "First ID can't be string");
        int? lastId = firstId is null ? Id(parameters, "LAST_ID", "Last ID can't be string") : null;
        int limit = parameters["LIMIT"] is null ? DefaultLimit : Math.Min(MaxLimit, parameters.Integer("LIMIT"));
        IEnumerable<Message> visible = chat.AllMessages.Where(message => message.Id > chat.Member(userId)!.JoinedAfterMessageId);
        Message[] page = firstId is int first
            ? [.. visible.Where(message => message.Id > first).Take(limit)]
            : [.. visible.Where(message => lastId is null or 0 || message.Id < lastId).Reverse().Take(limit)];
        return new JsonObject
        {
            ["chat_id"] = chat.Id,
            ["messages"] = new JsonArray([.. page.Select(message => (JsonNode)Form(chat, message, userId))]),
            ["users"] = new JsonArray([.. page.Select(message => call.Portal.FindUser(message.AuthorId)).OfType<User>().Distinct()
                .Select(user => SnakeCase(UserForm.InAnswer(call.Portal, user)))]),
            ["files"] = new JsonArray([.. page.SelectMany(message => PhpValue.Items(message.Params["FILE_ID"])).Select(PhpValue.Integer)
                .Select(call.Portal.FindFile).OfType<StoredFile>().Select(file => SnakeCase(FileForm.ForUser(call.Portal, file)))]),
        };
    }

    private static int? Id(ClassicParameters parameters, string name, string description) => parameters[name] is null ? null
        : Digits().IsMatch(parameters.Text(name) ?? "") ? parameters.Integer(name) : throw new RestException(name + "_STRING", description);

    private static JsonObject Form(Chat chat, Message message, int userId) => new()
    {
        ["id"] = message.Id,
        ["chat_id"] = chat.Id,
        ["author_id"] = message.AuthorId,
        ["date"] = PortalClock.Text(message.Date),
        ["text"] = message.Text,
        ["unread"] = message.Id > chat.Member(userId)!.LastReadMessageId && message.AuthorId != userId,
        ["uuid"] = message.Uuid,
        ["replaces"] = new JsonArray(),
        ["params"] = message.Params.DeepClone(),
        ["disappearing_date"] = null,
    };

    private static JsonNode SnakeCase(JsonObject form) => new JsonObject(form.Select(
        pair => KeyValuePair.Create(MessageFields.UpperSnake(pair.Key).ToLowerInvariant(), pair.Value?.DeepClone())));

    [GeneratedRegex("^(?:[0-9]+|(?:chat|sg)[0-9]+|crm\\|[A-Z]+\\|[0-9]+)\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DialogId();

    [GeneratedRegex("^[0-9]+\\n?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
