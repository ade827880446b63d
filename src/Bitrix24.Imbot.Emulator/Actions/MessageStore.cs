using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>Adds, changes, and removes messages in chats.</summary>
internal static class MessageStore
{
    public static Message Add(Portal portal, Chat chat, MessageDraft draft)
    {
        Message message = new()
        {
            Id = ++portal.Content.LastMessageId,
            ChatId = chat.Id,
            AuthorId = draft.IsSystem ? 0 : draft.AuthorId,
            Date = portal.Clock.Now,
            Text = MessageText.Prepare(draft.Text),
            IsSystem = draft.IsSystem,
            Uuid = draft.Uuid,
            IsUrlPreviewed = draft.IsUrlPreviewed,
            ForwardSource = draft.Forwarded,
            Params = draft.Params.DeepClone().AsObject(),
        };
        chat.Append(message);
        chat.Member(message.AuthorId)?.LastReadMessageId = message.Id;
        portal.Events.Added(chat, message, draft.SkipsCommands);
        return message;
    }

    /// <summary>Changes the text. A message is marked as edited only if another user has seen it (docs/portal/messages.md, "Update").</summary>
    public static void Change(Portal portal, Message message, string? text)
    {
        message.Text = text is null ? message.Text : MessageText.Prepare(text);
        if (message.ViewedBy.Count > 0)
        {
            message.Params["IS_EDITED"] = "Y";
        }

        portal.Events.Updated(portal.ChatById(message.ChatId)!, message);
    }

    /// <summary>Adds or removes a reaction. Returns false, without an event, if nothing changed (docs/portal/messages.md, "Reactions").</summary>
    public static bool React(Portal portal, Message message, int userId, string reaction, bool isAdded)
    {
        HashSet<string> reactions = message.GetReactions(userId);
        bool isChanged = isAdded ? reactions.Add(reaction) : reactions.Remove(reaction);
        if (isChanged)
        {
            portal.Events.Reacted(portal.ChatById(message.ChatId)!, message, userId, reaction, isAdded);
        }

        return isChanged;
    }

    /// <summary>Removes a message from the chat, or leaves a stub in its place (docs/portal/messages.md, "Delete").</summary>
    public static void Remove(Portal portal, Message message, bool isComplete)
    {
        Chat chat = portal.ChatById(message.ChatId)!;
        string oldText = message.Text;
        if (isComplete)
        {
            chat.Remove(message);
        }
        else
        {
            message.Params.Clear();
            message.Params["IS_DELETED"] = "Y";
            message.Text = "This message was deleted.";
        }

        message.IsDeleted = true;
        portal.Events.Deleted(chat, message, oldText);
    }

    /// <summary>Marks messages in a chat as read for a member, either all of them or those up to a message, and returns their IDs.</summary>
    public static IReadOnlyList<int> Read(Chat chat, int userId, int? upToMessageId)
    {
        if (chat.Member(userId) is not ChatMember member)
        {
            return [];
        }

        int last = upToMessageId ?? chat.LastMessageId;
        int[] read = [.. chat.AllMessages.Where(message => message.Id > member.LastReadMessageId && message.Id <= last && message.MarkViewed(userId))
            .Select(message => message.Id)];
        member.LastReadMessageId = Math.Max(member.LastReadMessageId, last);
        return read;
    }
}
