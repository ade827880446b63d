using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A message (docs/portal/messages.md, "Message object").</summary>
public sealed class Message : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "chatId", "chat_id", "authorId", "author_id", "date", "text", "isSystem", "uuid", "forward", "params", "viewedByOthers", "unread", "viewed",
    };

    private readonly string? dialogId;

    internal Message(JsonElement source, string? dialogId = null, User? author = null)
        : base(source)
    {
        this.dialogId = dialogId;
        Author = author;
    }

    /// <summary>ID of the message.</summary>
    public long MessageId => ReadNumber("id") ?? 0;

    /// <summary>ID of the chat.</summary>
    public long ChatId => ReadNumber("chatId") ?? ReadNumber("chat_id") ?? 0;

    /// <summary>The dialog that the event specified; otherwise <c>chatN</c>.</summary>
    public string DialogId => dialogId ?? $"chat{ChatId}";

    /// <summary>ID of the author; 0 for system messages.</summary>
    public long AuthorId => ReadNumber("authorId") ?? ReadNumber("author_id") ?? 0;

    /// <summary>The author, if the answer contains it.</summary>
    public User? Author { get; }

    /// <summary>Time when the message was written.</summary>
    public DateTimeOffset? Date => ReadDate("date");

    /// <summary>The text with BB codes, mentions included.</summary>
    public string Text => ReadText("text") ?? string.Empty;

    /// <summary>Whether it is a system message.</summary>
    public bool IsSystem => ReadFlag("isSystem");

    /// <summary>The idempotency key of the message; null or empty if there is none.</summary>
    public string? Uuid => ReadText("uuid");

    /// <summary>The origin of a forwarded message: <c>id</c>, <c>userId</c>, <c>chatId</c>, <c>date</c>; empty for other messages.</summary>
    public IReadOnlyDictionary<string, object?> Forward => PlainValue.MapOf(Source.Member("forward"));

    /// <summary>IDs of the files in the message; empty if there are none.</summary>
    public IReadOnlyList<long> FileId => FileIdsIn(Source.Member("params").Member("FILE_ID"));

    /// <summary>Attachment, keyboard, files, and other members with the portal's uppercase names; empty if there are none.</summary>
    public IReadOnlyDictionary<string, object?> Params => PlainValue.MapOf(Source.Member("params"));

    /// <summary>Whether another person has viewed the message.</summary>
    public bool IsViewedByOthers => ReadFlag("viewedByOthers");

    /// <summary>Whether the bot has not read the message; false if the answer doesn't specify it.</summary>
    public bool IsUnread => ReadFlag("unread");

    /// <summary>Whether the bot has viewed the message; false if the answer doesn't specify it.</summary>
    public bool IsViewed => ReadFlag("viewed");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Usually a list. Older portals write a single ID without a list and leave entries empty.</summary>
    private static long[] FileIdsIn(JsonElement value) =>
        [.. (value.ItemsOrNull() ?? [value]).Select(item => item.WholeNumber()).OfType<long>().Where(id => id > 0).Distinct()];

    /// <summary>ID and text in one line.</summary>
    public override string ToString() => OneLine.From($"#{MessageId} {Text}");
}
