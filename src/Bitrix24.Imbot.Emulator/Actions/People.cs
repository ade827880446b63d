using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Php;
using Bitrix24.Imbot.Emulator.Rules;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>
/// What people do in a portal, with the events that follow. Every member throws <see cref="ArgumentException"/> when the user, dialog, message or
/// button does not exist or the user may not.
/// </summary>
public sealed class People
{
    private readonly Portal portal;

    internal People(Portal portal) => this.portal = portal;

    /// <summary>
    /// Writes a message: <paramref name="dialogId"/> is <c>chatN</c>, or the id of a bot or user; a private chat is created when missing.
    /// <paramref name="replyId"/> is the message of that dialog that it replies to; bots get it as <c>params.REPLY_ID</c>.
    /// </summary>
    public Message Write(int userId, string dialogId, string text, int? replyId = null) => portal.Changed(() =>
    {
        JsonObject parameters = [];
        if (replyId is int originalId)
        {
            parameters["REPLY_ID"] = VisibleMessage(userId, originalId) is { IsDeleted: false } original && original.ChatId == Dialogs.Find(portal, dialogId, userId)?.Id
                ? original.Id
                : throw new ArgumentException($"Message {originalId} does not stand in dialog {dialogId}.", nameof(replyId));
        }

        return MessageStore.Add(portal, OpenChat(userId, dialogId), new MessageDraft { AuthorId = userId, Text = text, Params = parameters });
    });

    /// <summary>Forwards a message that the user sees into a dialog.</summary>
    public Message Forward(int userId, int messageId, string dialogId) => portal.Changed(() =>
    {
        Message source = VisibleMessage(userId, messageId);
        return source is { IsDeleted: false, IsSystem: false }
            ? MessageStore.Add(portal, OpenChat(userId, dialogId), MessageDraft.CreateForward(source, userId))
            : throw new ArgumentException($"Message {messageId} cannot be forwarded.", nameof(messageId));
    });

    /// <summary>Puts a file into a dialog: a message with it and perhaps a text.</summary>
    public Message SendFile(int userId, string dialogId, string name, ReadOnlyMemory<byte> content, string text = "") => portal.Changed(() =>
    {
        string bareName = Path.GetFileName(name);
        if (bareName.Length == 0 || content.IsEmpty || content.Length > portal.Options.MaxFileSize)
        {
            throw new ArgumentException($"A file has a name and from 1 to {portal.Options.MaxFileSize} bytes.", nameof(content));
        }

        Chat chat = OpenChat(userId, dialogId);
        StoredFile file = portal.Files.Add(chat, userId, portal.Clock.Now, bareName, content.ToArray());
        return MessageStore.Add(portal, chat, new MessageDraft
        {
            AuthorId = userId, Text = text, Params = new JsonObject { ["FILE_ID"] = new JsonArray(file.Id) },
        });
    });

    /// <summary>Adds a user or bot to a group chat that the user is in; an open chat may also be joined. False when they were in it already.</summary>
    public bool AddMember(int userId, string dialogId, int memberId) => portal.Changed(() =>
    {
        Chat? chat = Dialogs.Find(portal, dialogId, userId);
        bool mayAdd = chat is not null && chat.Type != ChatType.Private
            && (chat.HasMember(userId) || (chat.Type == ChatType.Open && userId == memberId));
        if (!mayAdd || portal.FindUser(memberId) is not { IsActive: true })
        {
            throw new ArgumentException($"User {userId} cannot add user {memberId} to dialog {dialogId}.", nameof(memberId));
        }

        return portal.AddMember(chat!, memberId, userId);
    });

    /// <summary>Removes a member from a group chat, with the rights of the user. Users may remove themselves.</summary>
    public void RemoveMember(int userId, string dialogId, int memberId) => portal.Changed(() =>
    {
        Chat chat = Member(Dialogs.Find(portal, dialogId, userId), userId, dialogId);
        return ChatRights.MayRemove(chat, userId, memberId)
            ? ChatRights.Remove(chat, memberId)
            : throw new ArgumentException($"User {userId} may not remove user {memberId} from dialog {dialogId}.", nameof(memberId));
    });

    /// <summary>Changes the text of a message of the user.</summary>
    public void Edit(int userId, int messageId, string text) => portal.Changed(() =>
    {
        Message message = AuthoredMessage(userId, messageId);
        MessageStore.Change(portal, message, text);
        return true;
    });

    /// <summary>Removes a message of the user. A stub stays when another user has read it.</summary>
    public void Delete(int userId, int messageId) => portal.Changed(() =>
    {
        Message message = AuthoredMessage(userId, messageId);
        MessageStore.Remove(portal, message, isComplete: message.ViewedBy.Count == 0);
        return true;
    });

    /// <summary>Reads a chat up to a message, or all of it.</summary>
    public void Read(int userId, string dialogId, int? messageId = null) => portal.Changed(() =>
    {
        Chat chat = Dialogs.Find(portal, dialogId, userId) ?? throw new ArgumentException($"No dialog {dialogId}.", nameof(dialogId));
        return MessageStore.Read(chat, userId, messageId);
    });

    /// <summary>Adds a reaction to the user's others, or removes it.</summary>
    public void React(int userId, int messageId, string reaction, bool isAdded = true) => portal.Changed(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        string name = ReactionTable.Find(reaction) ?? throw new ArgumentException($"No reaction {reaction}.", nameof(reaction));
        return isAdded ? ReactionStore.Add(portal, message, userId, name) : ReactionStore.Remove(portal, message, userId, name);
    });

    /// <summary>Presses a command button of a message by its text.</summary>
    public void PressButton(int userId, int messageId, string text) =>
        Press(userId, messageId, $"command button {text}", buttons => buttons.FirstOrDefault(button => button.Text("TEXT") == text && button.Has("COMMAND")));

    /// <summary>Presses a command button of a message by its place in the keyboard, from 0; line breaks count.</summary>
    public void PressButton(int userId, int messageId, int index) =>
        Press(userId, messageId, $"command button at place {index}", buttons => buttons.ElementAtOrDefault(index));

    private void Press(int userId, int messageId, string what, Func<IReadOnlyList<FieldMap>, FieldMap?> choose) => portal.Changed(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        if (choose(ShownKeyboard.GetButtons(message)) is not FieldMap button || !button.Has("COMMAND") || button.Text("DISABLED") == "Y")
        {
            throw new ArgumentException($"Message {messageId} has no {what} that can be pressed.", nameof(messageId));
        }

        int botId = ShownKeyboard.GetBotId(message, button);
        string name = button.Text("COMMAND")!.TrimStart('/');
        SlashCommand command = portal.Commands.FirstOrDefault(candidate => candidate.Name == name && candidate.BotId == botId)
            ?? throw new ArgumentException($"Bot {botId} has not registered the command {name}.", nameof(messageId));
        portal.Events.CommandCalled(
            command, button.Text("COMMAND_PARAMS") ?? "", "keyboard", portal.ChatById(message.ChatId)!, message, userId);
        return true;
    });

    /// <summary>Creates a missing private chat. Call it after all checks, so that a refused action creates none.</summary>
    private Chat OpenChat(int userId, string dialogId) => Member(portal.OpenChat(dialogId, userId), userId, dialogId);

    private static Chat Member(Chat? chat, int userId, string dialogId) => chat is not null && chat.HasMember(userId)
        ? chat
        : throw new ArgumentException($"User {userId} is in no dialog {dialogId}.", nameof(dialogId));

    private Message AuthoredMessage(int userId, int messageId)
    {
        Message message = VisibleMessage(userId, messageId);
        return message.AuthorId == userId ? message : throw new ArgumentException($"Message {messageId} is not of user {userId}.", nameof(userId));
    }

    private Message VisibleMessage(int userId, int messageId) =>
        portal.MessageById(messageId) is Message message && portal.ChatById(message.ChatId)!.HasMember(userId)
            ? message
            : throw new ArgumentException($"User {userId} sees no message {messageId}.", nameof(messageId));
}
