using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>
/// The actions of people on a portal, with the resulting events. Every member throws <see cref="ActionRefusedException"/> if the user, dialog,
/// message, or button doesn't exist, or if the user isn't allowed to do this.
/// </summary>
public sealed class People(Portal portal)
{
    /// <summary>
    /// Writes a message. <paramref name="dialogId"/> is <c>chatN</c>, or the ID of a bot or user. A private chat is created if it doesn't exist.
    /// <paramref name="replyId"/> is the ID of the message in that dialog that it replies to. Bots receive it as <c>params.REPLY_ID</c>.
    /// </summary>
    public Message Write(int userId, string dialogId, string text, int? replyId = null) => portal.Changed(() =>
    {
        JsonObject parameters = [];
        if (replyId is int originalId)
        {
            Message original = VisibleMessage(userId, originalId);
            parameters["REPLY_ID"] = !original.IsDeleted && original.ChatId == Dialogs.Find(portal, dialogId, userId)?.Id
                ? original.Id
                : throw new ActionRefusedException("You can't reply to this message. It was deleted, or it is in another chat.");
        }

        return MessageStore.Add(portal, OpenChat(userId, dialogId), new MessageDraft(userId, text) { Params = parameters });
    });

    /// <summary>Forwards a message to a dialog. The user must be able to see the message.</summary>
    public Message Forward(int userId, int messageId, string dialogId) => portal.Changed(() =>
    {
        Message source = VisibleMessage(userId, messageId);
        return source is { IsDeleted: false, IsSystem: false }
            ? MessageStore.Add(portal, OpenChat(userId, dialogId), MessageDraft.CreateForward(source, userId))
            : throw new ActionRefusedException("Deleted messages and system messages can't be forwarded.");
    });

    /// <summary>Sends a file to a dialog, in a message with or without text.</summary>
    public Message SendFile(int userId, string dialogId, string name, ReadOnlyMemory<byte> content, string text = "") => portal.Changed(() =>
    {
        string bareName = Path.GetFileName(name);
        if (bareName.Length == 0 || content.IsEmpty || content.Length > portal.Options.MaxFileSize)
        {
            throw new ActionRefusedException($"A file must have a name and a size of 1 to {portal.Options.MaxFileSize} bytes.");
        }

        Chat chat = OpenChat(userId, dialogId);
        StoredFile file = portal.Files.Add(chat, userId, portal.Clock.Now, bareName, content.ToArray());
        return MessageStore.Add(portal, chat, MessageDraft.CreateWithFile(userId, text, file));
    });

    /// <summary>
    /// Adds a user or bot to a group chat that the user is in. Users can also join an open chat. Returns false if the new member was already in it.
    /// </summary>
    public bool AddMember(int userId, string dialogId, int memberId) => portal.Changed(() =>
    {
        Chat? chat = Dialogs.Find(portal, dialogId, userId);
        bool mayAdd = chat is not null && chat.Type != ChatType.Private
            && (chat.HasMember(userId) || (chat.Type == ChatType.Open && userId == memberId));
        if (!mayAdd || portal.FindUser(memberId) is not { IsActive: true })
        {
            throw new ActionRefusedException($"{Name(userId)} can't add {Name(memberId)} to {Title(chat, dialogId)}.");
        }

        return portal.AddMember(chat!, memberId, userId);
    });

    /// <summary>Removes a member from a group chat if the user has the right to do so. Users may remove themselves.</summary>
    public void RemoveMember(int userId, string dialogId, int memberId) => portal.Changed(() =>
    {
        Chat chat = Member(Dialogs.Find(portal, dialogId, userId), userId, dialogId);
        return ChatRights.MayRemove(chat, userId, memberId)
            ? ChatRights.Remove(chat, memberId)
            : throw new ActionRefusedException($"{Name(userId)} can't remove {Name(memberId)} from {Title(chat, dialogId)}. Only the owner and managers can.");
    });

    /// <summary>Changes the text of one of the user's messages.</summary>
    public void Edit(int userId, int messageId, string text) => portal.Changed(() =>
    {
        Message message = AuthoredMessage(userId, messageId);
        MessageStore.Change(portal, message, text);
        return true;
    });

    /// <summary>Removes one of the user's messages. If another user has read it, a stub remains.</summary>
    public void Delete(int userId, int messageId) => portal.Changed(() =>
    {
        Message message = AuthoredMessage(userId, messageId);
        MessageStore.Remove(portal, message, isComplete: message.ViewedBy.Count == 0);
        return true;
    });

    /// <summary>Marks a chat as read, up to a message or completely.</summary>
    public void Read(int userId, string dialogId, int? messageId = null) => portal.Changed(() =>
    {
        Chat chat = Dialogs.Find(portal, dialogId, userId) ?? throw NoDialog(dialogId);
        return MessageStore.Read(chat, userId, messageId);
    });

    /// <summary>Adds a reaction to those that the user has already set, or removes it.</summary>
    public void React(int userId, int messageId, string reaction, bool isAdded = true) => portal.Changed(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        string name = ReactionTable.Find(reaction) ?? throw new ActionRefusedException($"'{reaction}' is not a reaction.");
        return MessageStore.React(portal, message, userId, name, isAdded);
    });

    /// <summary>Presses the command button with this text in a message's keyboard.</summary>
    public void PressButton(int userId, int messageId, string text) =>
        Press(userId, messageId, buttons => buttons.FirstOrDefault(button => button.Text("TEXT") == text && button.Has("COMMAND")));

    /// <summary>Presses the command button at this zero-based position in a message's keyboard. Line breaks count as positions.</summary>
    public void PressButton(int userId, int messageId, int index) =>
        Press(userId, messageId, buttons => buttons.ElementAtOrDefault(index));

    private void Press(int userId, int messageId, Func<IReadOnlyList<FieldMap>, FieldMap?> choose) => portal.Changed(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        if (choose(KeyboardRules.GetShown(message)) is not FieldMap button || !button.Has("COMMAND") || button.Text("DISABLED") == "Y")
        {
            throw new ActionRefusedException("This button can't be pressed. It was removed, it is turned off, or it doesn't run a command.");
        }

        // The author of the message is the default.
        int botId = PhpValue.Integer(button["BOT_ID"]) is int id and > 0 ? id : message.AuthorId;
        string name = button.Text("COMMAND")!.TrimStart('/');
        SlashCommand command = portal.Commands.FirstOrDefault(candidate => candidate.Name == name && candidate.BotId == botId)
            ?? throw new ActionRefusedException($"{Name(botId)} has not registered the command '{name}', so the button does nothing.");
        portal.Events.CommandCalled(
            command, button.Text("COMMAND_PARAMS") ?? "", "keyboard", portal.ChatById(message.ChatId)!, message, userId);
        return true;
    });

    /// <summary>
    /// Gets the chat, and creates a missing private chat. Call it after all checks, so that a refused action doesn't create a chat.
    /// </summary>
    private Chat OpenChat(int userId, string dialogId) => Member(portal.OpenChat(dialogId, userId), userId, dialogId);

    private Chat Member(Chat? chat, int userId, string dialogId)
    {
        if (chat is null)
        {
            throw NoDialog(dialogId);
        }

        return chat.HasMember(userId) ? chat : throw new ActionRefusedException($"{Name(userId)} is not a member of {Title(chat, dialogId)}.");
    }

    private Message AuthoredMessage(int userId, int messageId)
    {
        Message message = VisibleMessage(userId, messageId);
        return message.AuthorId == userId ? message : throw new ActionRefusedException("Only the author can edit or delete a message.");
    }

    private Message VisibleMessage(int userId, int messageId) =>
        portal.MessageById(messageId) is Message message && portal.ChatById(message.ChatId)!.HasMember(userId)
            ? message
            : throw new ActionRefusedException($"Message {messageId} was deleted, or {Name(userId)} is not a member of its chat.");

    private string Name(int userId) => portal.FindUser(userId) is { Name.Length: > 0 } user ? user.Name : $"User {userId}";

    private static string Title(Chat? chat, string dialogId) => chat is { Title.Length: > 0 } ? $"'{chat.Title}'" : $"dialog {dialogId}";

    private static ActionRefusedException NoDialog(string dialogId) => new($"Dialog '{dialogId}' was not found.");
}
