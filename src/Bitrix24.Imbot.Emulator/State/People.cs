using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

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
    /// </summary>
    public Message Write(int userId, string dialogId, string text) => portal.Locked(() =>
    {
        Chat? chat = Dialogs.Open(portal, dialogId, userId);
        return chat?.HasMember(userId) == true
            ? MessageStore.Add(portal, chat, new MessageDraft { AuthorId = userId, Text = text })
            : throw new ArgumentException($"User {userId} is in no dialog {dialogId}.", nameof(dialogId));
    });

    /// <summary>Changes the text of an own message.</summary>
    public void Edit(int userId, int messageId, string text) => portal.Locked(() =>
    {
        Message message = OwnMessage(userId, messageId);
        MessageStore.Change(portal, message, text);
        return true;
    });

    /// <summary>Removes an own message; a stub stays when somebody has read it.</summary>
    public void Delete(int userId, int messageId) => portal.Locked(() =>
    {
        Message message = OwnMessage(userId, messageId);
        MessageStore.Remove(portal, message, isComplete: message.ViewedBy.Count == 0);
        return true;
    });

    /// <summary>Reads a chat up to a message, or all of it.</summary>
    public void Read(int userId, string dialogId, int? messageId = null) => portal.Locked(() =>
    {
        Chat chat = Dialogs.Find(portal, dialogId, userId) ?? throw new ArgumentException($"No dialog {dialogId}.", nameof(dialogId));
        return MessageStore.Read(chat, userId, messageId);
    });

    /// <summary>Sets a reaction (in place of the user's earlier one) or takes it away.</summary>
    public void React(int userId, int messageId, string reaction, bool isAdded = true) => portal.Locked(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        string name = ReactionTable.Find(reaction) ?? throw new ArgumentException($"No reaction {reaction}.", nameof(reaction));
        return isAdded ? ReactionStore.Add(portal, message, userId, name) : ReactionStore.Remove(portal, message, userId, name);
    });

    /// <summary>Presses a command button of a message by its text.</summary>
    public void PressButton(int userId, int messageId, string text) => portal.Locked(() =>
    {
        Message message = VisibleMessage(userId, messageId);
        FieldMap button = PhpValue.Items(message.Params["KEYBOARD"]).OfType<JsonObject>().Select(candidate => new FieldMap(candidate))
            .FirstOrDefault(candidate => candidate.Text("TEXT") == text && candidate.Has("COMMAND"))
            ?? throw new ArgumentException($"Message {messageId} has no command button {text}.", nameof(text));
        SlashCommand command = portal.Commands.FirstOrDefault(
            candidate => candidate.Name == button.Text("COMMAND") && candidate.BotId == PhpValue.Integer(button["BOT_ID"]))
            ?? throw new ArgumentException($"The command {button.Text("COMMAND")} is not registered.", nameof(text));
        portal.Events.CommandCalled(
            command, button.Text("COMMAND_PARAMS") ?? "", "keyboard", portal.ChatById(message.ChatId)!, message, userId);
        return true;
    });

    private Message OwnMessage(int userId, int messageId)
    {
        Message message = VisibleMessage(userId, messageId);
        return message.AuthorId == userId ? message : throw new ArgumentException($"Message {messageId} is not of user {userId}.", nameof(userId));
    }

    private Message VisibleMessage(int userId, int messageId) =>
        portal.MessageById(messageId) is Message message && portal.ChatById(message.ChatId)!.HasMember(userId)
            ? message
            : throw new ArgumentException($"User {userId} sees no message {messageId}.", nameof(messageId));
}
