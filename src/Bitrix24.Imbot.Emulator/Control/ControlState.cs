using System.IO.Enumeration;
using System.Text.Json;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>The lists that the control API returns.</summary>
internal sealed class ControlState(HostedPortal hosted)
{
    private Portal Portal => hosted.Portal;

    public JsonNode Users(ControlRequest request) => List(Portal.Users, user => new JsonObject
    {
        ["id"] = user.Id, ["name"] = user.Name, ["isBot"] = user.IsBot, ["isActive"] = user.IsActive, ["isExtranet"] = user.IsExtranet,
    });

    public JsonNode Bots(ControlRequest request) => List(Portal.Bots, bot =>
    {
        JsonObject form = BotForm.Owner(Portal, bot);
        form["name"] = bot.User.Name;
        form["owner"] = bot.Owner;
        form["botToken"] = BotOwner.GetToken(bot.Owner);
        form["webhookUrl"] = bot.WebhookUrl;
        return form;
    });

    public JsonNode Departments(ControlRequest request) => List(Portal.Departments, AllMembers);

    public JsonNode Notifications(ControlRequest request) => List(Portal.Notifications, AllMembers);

    public JsonNode Chats(ControlRequest request) => List(Portal.Chats, chat => new JsonObject
    {
        ["id"] = chat.Id,
        ["dialogId"] = $"chat{chat.Id}",
        ["title"] = chat.Title,
        ["type"] = chat.Type.ToString().ToLowerInvariant(),
        ["ownerId"] = chat.OwnerId,
        ["userIds"] = new JsonArray([.. chat.Members.Select(member => (JsonNode)member.UserId)]),
        ["managerIds"] = new JsonArray([.. chat.Members.Where(member => member.IsManager).Select(member => (JsonNode)member.UserId)]),
        ["isTextFieldEnabled"] = chat.IsTextFieldEnabled,
        ["messageCount"] = chat.Messages.Count,
    });

    /// <summary>
    /// The messages of <c>chatN</c>. For a user ID, the messages of the dialog with <c>botId</c>, or of all private dialogs. <c>authorId</c> limits
    /// the list to one author, and <c>afterId</c> to newer messages.
    /// </summary>
    public JsonNode Messages(ControlRequest request)
    {
        IEnumerable<Chat> chats = int.TryParse(request.Part, out int userId)
            ? Portal.Chats.Where(chat => chat.Type == ChatType.Private && chat.HasMember(userId)
                && (request.Integer("botId") is not int botId || chat.HasMember(botId)))
            : [Portal.FindChat(request.Part) ?? throw new ControlException(404, $"Dialog '{request.Part}' was not found.")];
        int? authorId = request.Integer("authorId");
        int afterId = request.Integer("afterId") ?? 0;
        return List(
            Portal.Locked(() => chats.SelectMany(chat => chat.Messages)
                .Where(message => message.Id > afterId && (authorId is null || message.AuthorId == authorId))
                .OrderBy(message => message.Id).ToArray()),
            Message);
    }

    /// <summary>All requests, or those whose method matches <c>method</c>, in which a star matches any characters.</summary>
    public JsonNode Requests(ControlRequest request) => List(FilterByMethod(request.Text("method")), entry => new JsonObject
    {
        ["sequence"] = entry.Sequence,
        ["time"] = PortalClock.Text(entry.Time),
        ["httpMethod"] = entry.HttpMethod,
        ["path"] = entry.Path,
        ["query"] = entry.Query,
        ["headers"] = new JsonObject([.. entry.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))]),
        ["body"] = entry.Body,
        ["method"] = entry.Method,
        ["connectionId"] = entry.ConnectionId,
        ["fault"] = entry.Fault?.ToString(),
        ["executed"] = entry.Executed,
        ["status"] = entry.Status,
        ["answer"] = entry.Answer,
    });

    public JsonNode Faults(ControlRequest request) => List(hosted.Faults.Snapshot(), fault => new JsonObject
    {
        ["kind"] = fault.Kind.ToString(), ["method"] = fault.Method, ["count"] = fault.Count, ["skip"] = fault.Skip,
    });

    public JsonNode Commands(ControlRequest request) => List(Portal.Commands, command => new JsonObject
    {
        ["id"] = command.Id,
        ["botId"] = command.BotId,
        ["command"] = command.Name,
        ["isCommon"] = command.IsCommon,
        ["isHidden"] = command.IsHidden,
        ["isForExtranet"] = command.IsForExtranet,
        ["title"] = Texts(command.Titles),
        ["params"] = Texts(command.Parameters),
    });

    public JsonNode Files(ControlRequest request) => List(Portal.StoredFiles, file => FileForm.ForBot(Portal, file));

    public JsonNode InputActions(ControlRequest request) => List(Portal.InputActions, action => new JsonObject
    {
        ["botId"] = action.BotId,
        ["chatId"] = action.ChatId,
        ["statusMessageCode"] = action.StatusMessageCode,
        ["duration"] = action.DurationSeconds,
        ["time"] = PortalClock.Text(action.Time),
    });

    /// <summary>The events in the queue of a bot or user. Reading them doesn't confirm them.</summary>
    public JsonNode Events(ControlRequest request) =>
        List(Portal.Locked(() => Portal.Queue.Waiting(request.PartNumber)), entry => entry.Form.ToNode());

    public JsonNode Deliveries(ControlRequest request) => List(Portal.Deliveries, AllMembers);

    public JsonObject Message(Message message) => new()
    {
        ["id"] = message.Id,
        ["chatId"] = message.ChatId,
        ["authorId"] = message.AuthorId,
        ["authorName"] = Portal.FindUser(message.AuthorId)?.Name ?? "",
        ["text"] = message.Text,
        ["uuid"] = message.Uuid,
        ["date"] = PortalClock.Text(message.Date),
        ["isSystem"] = message.IsSystem,
        ["isDeleted"] = message.IsDeleted,
        ["urlPreview"] = message.IsUrlPreviewed,
        ["forwardedFrom"] = message.ForwardedFrom,
        ["params"] = message.Params.DeepClone(),
        ["viewedBy"] = MessageForm.Viewers(message),
        ["reactions"] = MessageForm.Reactions(message),
    };

    private IEnumerable<RecordedRequest> FilterByMethod(string? pattern) => hosted.Requests.Snapshot()
        .Where(entry => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, entry.Method, ignoreCase: true));

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) =>
        new([.. texts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]);

    /// <summary>All properties of an object, with names in camelCase.</summary>
    private static JsonNode AllMembers<T>(T item) => JsonSerializer.SerializeToNode(item, JsonSerializerOptions.Web)!;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> form) => new([.. items.Select(form)]);
}
