using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>How far a bot has read a chat.</summary>
public sealed class ReadCounters : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "chatId", "lastId", "counter", "viewedMessages" };

    internal ReadCounters(JsonElement source, string dialogId)
        : base(source)
    {
        DialogId = dialogId;
    }

    /// <summary>The dialog.</summary>
    public string DialogId { get; }

    /// <summary>ID of the chat.</summary>
    public long ChatId => ReadNumber("chatId") ?? 0;

    /// <summary>The last message that was read.</summary>
    public long? LastReadMessageId => ReadNumber("lastId");

    /// <summary>Number of unread messages.</summary>
    public long UnreadCount => ReadNumber("counter") ?? 0;

    /// <summary>Messages that were marked as viewed by this call.</summary>
    public IReadOnlyList<long> ViewedMessageIds => Source.Numbers("viewedMessages");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Dialog and number of unread messages.</summary>
    public override string ToString() => OneLine.From($"{DialogId}: {UnreadCount} unread");
}
