using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>How much of a chat a bot has read.</summary>
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

    /// <summary>Number of the chat.</summary>
    public long ChatId => ReadNumber("chatId") ?? 0;

    /// <summary>The last message read.</summary>
    public long? LastReadMessageId => ReadNumber("lastId");

    /// <summary>Messages still unread.</summary>
    public long UnreadCount => ReadNumber("counter") ?? 0;

    /// <summary>Messages that are now seen and were not before.</summary>
    public IReadOnlyList<long> ViewedMessageIds => Source.Numbers("viewedMessages");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Dialog and what is unread.</summary>
    public override string ToString() => OneLine.From($"{DialogId}: {UnreadCount} unread");
}
