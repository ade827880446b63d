namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Names of the parameters of the chat-bot API's methods, for people who look for them. A question mark stands behind one that can be left
/// out, braces around what lies inside. The bot token is not among them: the session puts it in.
/// </summary>
public static class MethodParameters
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imbot.v2.Bot.get"] = "botId?, code?",
        ["imbot.v2.Bot.list"] = "filter? { type? }, limit?, offset?",
        ["imbot.v2.Bot.register"] =
            "fields { code, properties { name, lastName?, workPosition?, color?, gender?, avatar? }, type?, eventMode?, webhookUrl?, "
            + "isHidden?, isReactionsEnabled?, isSupportOpenline?, backgroundId? }",
        ["imbot.v2.Bot.unregister"] = "botId",
        ["imbot.v2.Bot.update"] =
            "botId, fields { properties? { name?, lastName?, workPosition?, color?, gender?, avatar? }, isHidden?, isReactionsEnabled?, "
            + "isSupportOpenline?, backgroundId?, eventMode?, webhookUrl? }",
        ["imbot.v2.Chat.add"] = "botId, fields? { title?, description?, color?, avatar?, userIds?, ownerId?, message?, type? }",
        ["imbot.v2.Chat.get"] = "botId, dialogId",
        ["imbot.v2.Chat.InputAction.notify"] = "botId, dialogId, statusMessageCode?, duration?",
        ["imbot.v2.Chat.leave"] = "botId, dialogId",
        ["imbot.v2.Chat.Manager.add"] = "botId, dialogId, userIds",
        ["imbot.v2.Chat.Manager.delete"] = "botId, dialogId, userIds",
        ["imbot.v2.Chat.Message.delete"] = "botId, messageId, complete?",
        ["imbot.v2.Chat.Message.get"] = "botId, messageId",
        ["imbot.v2.Chat.Message.getContext"] = "botId, messageId, range?",
        ["imbot.v2.Chat.Message.Reaction.add"] = "botId, messageId, reaction",
        ["imbot.v2.Chat.Message.Reaction.delete"] = "botId, messageId, reaction",
        ["imbot.v2.Chat.Message.read"] = "botId, dialogId, messageId?",
        ["imbot.v2.Chat.Message.send"] =
            "botId, dialogId, fields? { message?, attach?, keyboard?, system?, urlPreview?, replyId?, templateId?, forwardIds?, "
            + "skipConnector?, silentConnector? }",
        ["imbot.v2.Chat.Message.update"] = "botId, messageId, fields { message?, attach?, keyboard?, urlPreview? }",
        ["imbot.v2.Chat.setOwner"] = "botId, dialogId, userId",
        ["imbot.v2.Chat.TextField.enabled"] = "botId, dialogId, enabled?",
        ["imbot.v2.Chat.update"] = "botId, dialogId, fields { title?, description?, color?, avatar? }",
        ["imbot.v2.Chat.User.add"] = "botId, dialogId, userIds",
        ["imbot.v2.Chat.User.delete"] = "botId, dialogId, userId",
        ["imbot.v2.Chat.User.list"] = "botId, dialogId, order?, limit?",
        ["imbot.v2.Command.answer"] = "botId, commandId, messageId, dialogId, fields? { message?, attach?, keyboard?, system?, urlPreview? }",
        ["imbot.v2.Command.list"] = "botId",
        ["imbot.v2.Command.register"] = "botId, fields { command, title?, params?, common?, hidden?, extranetSupport? }",
        ["imbot.v2.Command.unregister"] = "botId, commandId",
        ["imbot.v2.Command.update"] = "botId, commandId, fields { command?, title?, params?, common?, hidden?, extranetSupport? }",
        ["imbot.v2.Event.get"] = "botId, offset?, limit?, withUserEvents?",
        ["imbot.v2.File.download"] = "botId, fileId",
        ["imbot.v2.File.upload"] = "botId, dialogId, fields { name, content, message? }",
        ["im.v2.Chat.Bot.sendContext"] = "dialogId, context",
        ["im.v2.Event.get"] = "offset?, limit?",
        ["im.v2.File.download"] = "dialogId, fileId",
        ["im.v2.File.upload"] = "dialogId, fields { name, content, message? }",
        ["im.notify.personal.add"] = "USER_ID, MESSAGE, TAG?",
        ["im.notify.system.add"] = "USER_ID, MESSAGE, TAG?",
        ["user.get"] = "FILTER? { ID?, EMAIL?, UF_DEPARTMENT?, ACTIVE? }, SORT?, ORDER?, start?",
        ["user.search"] = "FILTER { FIND }, start?",
        ["department.get"] = "ID?, NAME?, PARENT?, UF_HEAD?, start?",
    };

    /// <summary>The parameters of a method in one line; empty where it has none or is not known.</summary>
    public static string Of(string method) => Names.TryGetValue(method, out string? names) ? names : string.Empty;
}
