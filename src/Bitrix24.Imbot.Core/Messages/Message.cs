using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
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

    /// <summary>Id of the message.</summary>
    public long MessageId => ReadNumber("id") ?? 0;

    /// <summary>Number of its chat.</summary>
    public long ChatId => ReadNumber("chatId") ?? ReadNumber("chat_id") ?? 0;

    /// <summary>The dialog it is in, as an event named it; else by the chat's number.</summary>
    public string DialogId => dialogId ?? $"chat{ChatId}";

    /// <summary>Who wrote it; 0 for system messages.</summary>
    public long AuthorId => ReadNumber("authorId") ?? ReadNumber("author_id") ?? 0;

    /// <summary>Who wrote it, as far as the answer told.</summary>
    public User? Author { get; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? Date => ReadDate("date");

    /// <summary>The text with BB codes, mentions included.</summary>
    public string Text => ReadText("text") ?? string.Empty;

    /// <summary>Whether it is a system message.</summary>
    public bool IsSystem => ReadFlag("isSystem");

    /// <summary>The idempotency key that it was sent with; null or empty for none.</summary>
    public string? Uuid => ReadText("uuid");

    /// <summary>Where it was forwarded from: id, userId, chatId, date; empty where it was not.</summary>
    public IReadOnlyDictionary<string, object?> Forward => PlainValue.MapOf(Source.Member("forward"));

    /// <summary>Ids of the files that it brings; empty where it brings none.</summary>
    public IReadOnlyList<long> FileId => FileIdsIn(Source.Member("params").Member("FILE_ID"));

    /// <summary>Attachment, keyboard, files and others, under the portal's upper-case names; empty where there are none.</summary>
    public IReadOnlyDictionary<string, object?> Params => PlainValue.MapOf(Source.Member("params"));

    /// <summary>Whether somebody else has seen it.</summary>
    public bool IsViewedByOthers => ReadFlag("viewedByOthers");

    /// <summary>Whether the bot has not read it; false where the answer does not tell.</summary>
    public bool IsUnread => ReadFlag("unread");

    /// <summary>Whether the bot has seen it; false where the answer does not tell.</summary>
    public bool IsViewed => ReadFlag("viewed");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>A list as a rule; older portals wrote one id without a list, and left entries empty.</summary>
    private static long[] FileIdsIn(JsonElement value) =>
        [.. (value.ItemsOrNull() ?? [value]).Select(item => item.WholeNumber()).OfType<long>().Where(id => id > 0).Distinct()];

    /// <summary>Id and text, in one line.</summary>
    public override string ToString() => OneLine.From($"#{MessageId} {Text}");
}
