namespace Bitrix24.Imbot.Core.Methods;

/// <summary>
/// The methods of the chat-bot API and related methods for bot scripts. Each row contains all facts about a method
/// (docs/portal/protocol.md, "Method names"). Methods without a row get the careful defaults of <see cref="ApiMethod.Parse"/>.
/// </summary>
public static class ApiMethods
{
    private static readonly List<ApiMethod> Rows = [];

    internal static ApiMethod BotGet { get; } = Add("imbot.v2.Bot.get", Repeatability.Reads, ResultShape.Any, "botId?, code?");

    internal static ApiMethod BotList { get; } = Add(
        "imbot.v2.Bot.list", Repeatability.Reads, ResultShape.Any,
        "filter? { type? }, limit?, offset?",
        returnsList: true, isPagedByOffset: true);

    // The same code returns the existing bot.
    internal static ApiMethod BotRegister { get; } = Add(
        "imbot.v2.Bot.register", Repeatability.Idempotent, ResultShape.Bot,
        "fields { code, properties { name, lastName?, workPosition?, color?, gender?, avatar? }, type?, eventMode?, "
        + "webhookUrl?, isHidden?, isReactionsEnabled?, isSupportOpenline?, backgroundId? }",
        botToken: BotTokenPlace.Fields);

    internal static ApiMethod BotUnregister { get; } = Add("imbot.v2.Bot.unregister", Repeatability.Once, ResultShape.Truth, "botId");

    internal static ApiMethod BotUpdate { get; } = Add(
        "imbot.v2.Bot.update", Repeatability.Idempotent, ResultShape.Bot,
        "botId, fields { properties? { name?, lastName?, workPosition?, color?, gender?, avatar? }, isHidden?, "
        + "isReactionsEnabled?, isSupportOpenline?, backgroundId?, eventMode?, webhookUrl? }",
        rotatesBotToken: true);

    internal static ApiMethod ChatAdd { get; } = Add(
        "imbot.v2.Chat.add", Repeatability.Once, ResultShape.Chat,
        "botId, fields? { title?, description?, color?, avatar?, userIds?, ownerId?, message?, type? }");

    internal static ApiMethod ChatGet { get; } = Add("imbot.v2.Chat.get", Repeatability.Reads, ResultShape.Any, "botId, dialogId");

    internal static ApiMethod ChatInputActionNotify { get; } = Add(
        "imbot.v2.Chat.InputAction.notify", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, statusMessageCode?, duration?");

    internal static ApiMethod ChatLeave { get; } = Add("imbot.v2.Chat.leave", Repeatability.Once, ResultShape.Truth, "botId, dialogId");

    // The portal answers true regardless of the previous state of the users.
    internal static ApiMethod ChatManagerAdd { get; } = Add(
        "imbot.v2.Chat.Manager.add", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, userIds");

    internal static ApiMethod ChatManagerDelete { get; } = Add(
        "imbot.v2.Chat.Manager.delete", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, userIds");

    internal static ApiMethod ChatMessageDelete { get; } = Add(
        "imbot.v2.Chat.Message.delete", Repeatability.Once, ResultShape.Truth,
        "botId, messageId, complete?");

    internal static ApiMethod ChatMessageGet { get; } = Add("imbot.v2.Chat.Message.get", Repeatability.Reads, ResultShape.Any, "botId, messageId");

    internal static ApiMethod ChatMessageGetContext { get; } = Add(
        "imbot.v2.Chat.Message.getContext", Repeatability.Reads, ResultShape.Any,
        "botId, messageId, range?");

    internal static ApiMethod ChatMessageReactionAdd { get; } = Add(
        "imbot.v2.Chat.Message.Reaction.add", Repeatability.Idempotent, ResultShape.Truth,
        "botId, messageId, reaction",
        codeOfDone: "REACTION_ALREADY_SET");

    internal static ApiMethod ChatMessageReactionDelete { get; } = Add(
        "imbot.v2.Chat.Message.Reaction.delete", Repeatability.Once, ResultShape.Truth,
        "botId, messageId, reaction");

    internal static ApiMethod ChatMessageRead { get; } = Add(
        "imbot.v2.Chat.Message.read", Repeatability.Idempotent, ResultShape.ChatId,
        "botId, dialogId, messageId?");

    // Repeatable only with an idempotency key; see CallParameters.
    internal static ApiMethod ChatMessageSend { get; } = Add(
        "imbot.v2.Chat.Message.send", Repeatability.Once, ResultShape.Message,
        "botId, dialogId, fields? { message?, attach?, keyboard?, system?, urlPreview?, replyId?, templateId?, "
        + "forwardIds?, skipConnector?, silentConnector? }");

    internal static ApiMethod ChatMessageUpdate { get; } = Add(
        "imbot.v2.Chat.Message.update", Repeatability.Idempotent, ResultShape.Truth,
        "botId, messageId, fields { message?, attach?, keyboard?, urlPreview? }");

    internal static ApiMethod ChatSetOwner { get; } = Add(
        "imbot.v2.Chat.setOwner", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, userId");

    internal static ApiMethod ChatTextFieldEnabled { get; } = Add(
        "imbot.v2.Chat.TextField.enabled", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, enabled?");

    internal static ApiMethod ChatUpdate { get; } = Add(
        "imbot.v2.Chat.update", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, fields { title?, description?, color?, avatar? }");

    // The portal answers true regardless of the previous state of the users.
    internal static ApiMethod ChatUserAdd { get; } = Add(
        "imbot.v2.Chat.User.add", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, userIds");

    internal static ApiMethod ChatUserDelete { get; } = Add(
        "imbot.v2.Chat.User.delete", Repeatability.Idempotent, ResultShape.Truth,
        "botId, dialogId, userId");

    internal static ApiMethod ChatUserList { get; } = Add(
        "imbot.v2.Chat.User.list", Repeatability.Reads, ResultShape.Any,
        "botId, dialogId, order?, limit?");

    internal static ApiMethod CommandAnswer { get; } = Add(
        "imbot.v2.Command.answer", Repeatability.Once, ResultShape.Truth,
        "botId, commandId, messageId, dialogId, fields? { message?, attach?, keyboard?, system?, urlPreview? }");

    internal static ApiMethod CommandList { get; } = Add("imbot.v2.Command.list", Repeatability.Reads, ResultShape.Any, "botId");

    // The same name returns the existing command.
    internal static ApiMethod CommandRegister { get; } = Add(
        "imbot.v2.Command.register", Repeatability.Idempotent, ResultShape.SlashCommand,
        "botId, fields { command, title?, params?, common?, hidden?, extranetSupport? }");

    internal static ApiMethod CommandUnregister { get; } = Add(
        "imbot.v2.Command.unregister", Repeatability.Once, ResultShape.Truth,
        "botId, commandId");

    internal static ApiMethod CommandUpdate { get; } = Add(
        "imbot.v2.Command.update", Repeatability.Once, ResultShape.SlashCommand,
        "botId, commandId, fields { command?, title?, params?, common?, hidden?, extranetSupport? }");

    // An offset deletes the events below it. A repeat deletes no more events.
    internal static ApiMethod EventGet { get; } = Add(
        "imbot.v2.Event.get", Repeatability.Reads, ResultShape.Any,
        "botId, offset?, limit?, withUserEvents?",
        isReadOnly: false);

    internal static ApiMethod FileDownload { get; } = Add(
        "imbot.v2.File.download", Repeatability.Reads, ResultShape.Any,
        "botId, fileId",
        isBatchable: false);

    internal static ApiMethod FileUpload { get; } = Add(
        "imbot.v2.File.upload", Repeatability.Once, ResultShape.File,
        "botId, dialogId, fields { name, content, message? }",
        isBatchable: false);

    internal static ApiMethod RevisionGet { get; } = Add(
        "imbot.v2.Revision.get", Repeatability.Reads, ResultShape.Any,
        "",
        botToken: BotTokenPlace.Forbidden);

    // The result is not documented.
    internal static ApiMethod ImChatBotSendContext { get; } = Add(
        "im.v2.Chat.Bot.sendContext", Repeatability.Once, ResultShape.AnythingButFalse,
        "dialogId, context");

    internal static ApiMethod ImEventGet { get; } = Add(
        "im.v2.Event.get", Repeatability.Reads, ResultShape.Any,
        "offset?, limit?",
        isReadOnly: false);

    internal static ApiMethod ImEventSubscribe { get; } = Add("im.v2.Event.subscribe", Repeatability.Idempotent, ResultShape.Truth, "");

    internal static ApiMethod ImEventUnsubscribe { get; } = Add("im.v2.Event.unsubscribe", Repeatability.Idempotent, ResultShape.Truth, "");

    internal static ApiMethod ImFileDownload { get; } = Add(
        "im.v2.File.download", Repeatability.Reads, ResultShape.Any,
        "dialogId, fileId",
        isBatchable: false);

    internal static ApiMethod ImFileUpload { get; } = Add(
        "im.v2.File.upload", Repeatability.Once, ResultShape.File,
        "dialogId, fields { name, content, message? }",
        isBatchable: false);

    internal static ApiMethod ImNotifyPersonalAdd { get; } = Add(
        "im.notify.personal.add", Repeatability.Once, ResultShape.Any,
        "USER_ID, MESSAGE, TAG?");

    internal static ApiMethod ImNotifySystemAdd { get; } = Add("im.notify.system.add", Repeatability.Once, ResultShape.Any, "USER_ID, MESSAGE, TAG?");

    internal static ApiMethod UserGet { get; } = Add(
        "user.get", Repeatability.Reads, ResultShape.Any,
        "FILTER? { ID?, EMAIL?, UF_DEPARTMENT?, ACTIVE? }, SORT?, ORDER?, start?", returnsList: true);

    internal static ApiMethod UserSearch { get; } = Add(
        "user.search", Repeatability.Reads, ResultShape.Any,
        "FILTER { FIND }, start?",
        returnsList: true);

    internal static ApiMethod DepartmentGet { get; } = Add(
        "department.get", Repeatability.Reads, ResultShape.Any,
        "ID?, NAME?, PARENT?, UF_HEAD?, start?", returnsList: true);

    internal static ApiMethod Scope { get; } = Add("scope", Repeatability.Reads, ResultShape.Any, "full?");

    /// <summary>All rows, sorted by group.</summary>
    public static IReadOnlyList<ApiMethod> All => Rows;

    private static readonly Dictionary<string, ApiMethod> ByName = Rows.ToDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The row of a method, ignoring case; null if there is none.</summary>
    internal static ApiMethod? Find(string name) => ByName.TryGetValue(name, out ApiMethod? row) ? row : null;

    private static ApiMethod Add(
        string name,
        Repeatability repeatability,
        ResultShape result,
        string parameters,
        BotTokenPlace? botToken = null,
        bool rotatesBotToken = false,
        bool? isReadOnly = null,
        bool isBatchable = true,
        bool returnsList = false,
        bool isPagedByOffset = false,
        string? codeOfDone = null)
    {
        ApiMethod row = new(name)
        {
            Repeatability = repeatability,
            Result = result,
            Parameters = parameters,
            BotTokenPlace = botToken ?? ApiMethod.GetUsualBotTokenPlace(name),
            RotatesBotToken = rotatesBotToken,
            IsReadOnly = isReadOnly ?? repeatability == Repeatability.Reads,
            IsBatchable = isBatchable,
            ReturnsList = returnsList,
            IsPagedByOffset = isPagedByOffset,
            CodeOfDone = codeOfDone,
        };
        Rows.Add(row);
        return row;
    }
}
