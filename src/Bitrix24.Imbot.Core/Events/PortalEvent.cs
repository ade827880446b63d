using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// An event on the portal for a bot or a subscribed user, in the same form whether it was fetched or pushed (docs/portal/events.md, "Event types").
/// Members that a kind doesn't have are null. The properties have the names of the values that an answer to the event needs.
/// </summary>
public sealed class PortalEvent : PortalObject
{
    /// <summary>January 1, 10000, which is beyond the range of <see cref="DateTimeOffset"/>.</summary>
    private const long LastSecond = 253_402_300_800;

    private static readonly HashSet<string> KnownOfData = new(StringComparer.Ordinal)
    {
        "bot", "message", "messageId", "chat", "user", "language", "dialogId", "context", "command", "reaction", "action",
        "additionalMessages",
    };

    private static readonly HashSet<string> KnownOfItem = new(StringComparer.Ordinal) { "eventId", "type", "date", "data", "event", "ts" };

    private readonly JsonElement item;
    private Message? message;
    private Chat? chat;
    private User? user;
    private Message? quoted;

    /// <summary>
    /// Reads a fetched item (<c>eventId, type, date, data</c>) or a pushed one (<c>event, ts, data</c>) without its <c>auth</c> blocks.
    /// </summary>
    internal PortalEvent(JsonElement item)
        : base(item.Member("data"))
    {
        this.item = item;
        EventId = item.Number("eventId");
        Type = item.Text("type") ?? item.Text("event") ?? string.Empty;
        Kind = EventTypes.KindOf(Type);
    }

    /// <summary>Number of a fetched event, ascending with gaps; null for a pushed event.</summary>
    public long? EventId { get; }

    /// <summary>The number, if it can be used for an offset.</summary>
    internal long? UsableId => EventId is > 0 and < long.MaxValue ? EventId : null;

    /// <summary>The portal's name of the event type, such as ONIMBOTV2MESSAGEADD.</summary>
    public string Type { get; }

    /// <summary>The kind of event.</summary>
    public EventKind Kind { get; }

    /// <summary>Whether the event belongs to a subscribed user and not to a bot.</summary>
    public bool IsUserEvent => EventTypes.IsOfUser(Type);

    /// <summary>Local time of the event.</summary>
    public DateTimeOffset? Date => item.Date("date")
        ?? (item.Number("ts") is { } seconds and > 0 and < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime() : null);

    /// <summary>Time since the event, by the local clock. The portal's clock may differ.</summary>
    public TimeSpan? Age => DateTimeOffset.UtcNow - Date;

    /// <summary>The bot that the event is for; null for a user's event.</summary>
    public long? BotId => Source.Member("bot").Number("id");

    /// <summary>The dialog to answer in.</summary>
    public string? DialogId => Chat?.DialogId ?? ReadText("dialogId") ?? (Message is { ChatId: > 0 } known ? $"chat{known.ChatId}" : null);

    /// <summary>The message that the event is about.</summary>
    public long? MessageId => Source.Member("message").Number("id") ?? ReadNumber("messageId");

    /// <summary>
    /// The person who caused the event: the author, or the person who reacted or called the command. If a bot joined a chat, the person who added it.
    /// </summary>
    public long? UserId => Source.Member("user").Number("id");

    /// <summary>The command that was called.</summary>
    public long? CommandId => Source.Member("command").Number("id");

    /// <summary>The bot that the event is for.</summary>
    public Bot? Bot => IsThere("bot") ? new Bot(Source.Member("bot")) : null;

    /// <summary>The message that the event is about; null for a deletion, which contains only the ID.</summary>
    public Message? Message => message ??= IsThere("message") ? new Message(Source.Member("message"), Chat?.DialogId, AuthorOf(Source.Member("message"))) : null;

    /// <summary>IDs of the files in the message; empty if there are none.</summary>
    public IReadOnlyList<long> FileId => Message?.FileId ?? Array.Empty<long>();

    /// <summary>The message that was replied to; null if the message isn't a reply, and on older portals.</summary>
    public Message? QuotedMessage => quoted ??= Source.Items("additionalMessages").FirstOrDefault(IsObject) is { ValueKind: JsonValueKind.Object } source
        ? new Message(source, Chat?.DialogId, AuthorOf(source))
        : null;

    /// <summary>The text of the message without mentions of the bot; null if there is no message.</summary>
    public string? TextWithoutMention => Message is null ? null : BotId is { } bot ? BotMention.RemoveFrom(Message.Text, bot) : Message.Text.Trim();

    /// <summary>The chat; null if the portal sent none, for example when a private dialog starts.</summary>
    public Chat? Chat => chat ??= IsThere("chat") ? new Chat(Source.Member("chat")) : null;

    /// <summary>The person who caused the event; see <see cref="UserId"/>.</summary>
    public User? User => user ??= IsThere("user") ? new User(Source.Member("user")) : null;

    /// <summary>The command that was called, with its arguments.</summary>
    public CommandCall? Command => IsThere("command") ? new CommandCall(Source.Member("command")) : null;

    /// <summary>Name of the reaction.</summary>
    public string? Reaction => ReadText("reaction");

    /// <summary>Whether the reaction was added or removed: add or delete.</summary>
    public string? Action => ReadText("action");

    /// <summary>The data that the dialog was opened with; empty if there is none.</summary>
    public IReadOnlyDictionary<string, object?> Context => PlainValue.MapOf(Source.Member("context"));

    /// <summary>The portal's language, such as en.</summary>
    public string? Language => ReadText("language");

    /// <summary>The content in one line: the command, the text, or the reaction with + or -.</summary>
    public string Summary => OneLine.From(Command?.ToString()
        ?? (Reaction is { } reaction ? $"{(Action == "delete" ? '-' : '+')}{reaction}" : Message?.Text ?? string.Empty));

    /// <summary>The source that waits for this event to be confirmed; null if none does.</summary>
    internal IEventSource? AwaitedBy { get; set; }

    private protected override IReadOnlyCollection<string> KnownMembers => KnownOfData;

    /// <summary>Kind, dialog, person, and content.</summary>
    public override string ToString() => OneLine.From($"{(Kind == EventKind.Other ? Type : Kind.ToString())} {DialogId} {User?.Name}: {Summary}".TrimEnd(' ', ':'));

    /// <summary>The original event.</summary>
    internal JsonElement Json => item;

    /// <summary>The original event as text.</summary>
    internal string RawText => item.ValueKind == JsonValueKind.Undefined ? string.Empty : item.GetRawText();

    /// <summary>The original event as a separate JSON document.</summary>
    internal byte[] ToJson()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            item.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    /// <summary>Reads the output of <see cref="ToJson"/>.</summary>
    /// <exception cref="JsonException">The document is incomplete or damaged.</exception>
    internal static PortalEvent FromJson(byte[] json) => new(JsonDocument.Parse(json, PortalJson.Options).RootElement);

    private protected override void AddExtra(Dictionary<string, object?> members)
    {
        AddUnknown(members, item, KnownOfItem);
        base.AddExtra(members);
    }

    /// <summary>Except for reactions, the event's user is the author of the message.</summary>
    private User? AuthorOf(JsonElement source) => UserId is { } id && (source.Number("authorId") ?? source.Number("author_id")) == id ? User : null;

    /// <summary>The portal sends an empty list for a missing object (docs/portal/events.md, "Members in events").</summary>
    private bool IsThere(string name) => IsObject(Source.Member(name));

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;
}
