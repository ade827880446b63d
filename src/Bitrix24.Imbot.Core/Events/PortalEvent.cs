using System.Text.Json;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Something that happened on the portal, for a bot or for a subscribed user, the same whether it was fetched or pushed (docs/portal/events.md, "Event types").
/// What a kind does not carry is null. The properties have the names of the values that an answer to the event needs.
/// </summary>
public sealed class PortalEvent : PortalObject
{
    /// <summary>The first of January 10000, which no date can hold.</summary>
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

    /// <summary>Reads a fetched item (<c>eventId, type, date, data</c>), or a pushed one (<c>event, ts, data</c>) without its <c>auth</c> blocks.</summary>
    internal PortalEvent(JsonElement item)
        : base(item.Member("data"))
    {
        this.item = item;
        EventId = item.Number("eventId");
        Type = item.Text("type") ?? item.Text("event") ?? string.Empty;
        Kind = EventTypes.KindOf(Type);
    }

    /// <summary>Number of a fetched event, ascending with gaps; null for a pushed one, which has none.</summary>
    public long? EventId { get; }

    /// <summary>The number, if an offset can be made of it.</summary>
    internal long? UsableId => EventId is > 0 and < long.MaxValue ? EventId : null;

    /// <summary>The portal's name for it, such as ONIMBOTV2MESSAGEADD.</summary>
    public string Type { get; }

    /// <summary>What it tells.</summary>
    public EventKind Kind { get; }

    /// <summary>Whether it was raised for a subscribed user and not for a bot.</summary>
    public bool IsUserEvent => EventTypes.IsOfUser(Type);

    /// <summary>When it happened, in local time.</summary>
    public DateTimeOffset? Date => item.Date("date")
        ?? (item.Number("ts") is { } seconds and > 0 and < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime() : null);

    /// <summary>How long ago that was, by this machine's clock; the portal's clock may differ.</summary>
    public TimeSpan? Age => DateTimeOffset.UtcNow - Date;

    /// <summary>The bot that it is for; null for a user's event.</summary>
    public long? BotId => Source.Member("bot").Number("id");

    /// <summary>The dialog in which an answer arrives.</summary>
    public string? DialogId => Chat?.DialogId ?? ReadText("dialogId") ?? (Message is { ChatId: > 0 } known ? $"chat{known.ChatId}" : null);

    /// <summary>The message that it is about.</summary>
    public long? MessageId => Source.Member("message").Number("id") ?? ReadNumber("messageId");

    /// <summary>Who did it: the author, the one who reacted or called the command; for a bot that came into a chat, who added it.</summary>
    public long? UserId => Source.Member("user").Number("id");

    /// <summary>The command that was called.</summary>
    public long? CommandId => Source.Member("command").Number("id");

    /// <summary>The bot that it is for.</summary>
    public Bot? Bot => IsThere("bot") ? new Bot(Source.Member("bot")) : null;

    /// <summary>The message that it is about; null for a deletion, which has the id only.</summary>
    public Message? Message => message ??= IsThere("message") ? new Message(Source.Member("message"), Chat?.DialogId, AuthorOf(Source.Member("message"))) : null;

    /// <summary>Ids of the files that the message brings; empty where there are none.</summary>
    public IReadOnlyList<long> FileId => Message?.FileId ?? Array.Empty<long>();

    /// <summary>The message that was replied to, which is what a person quoted; null where it is not a reply, and on older portals.</summary>
    public Message? QuotedMessage => quoted ??= Source.Items("additionalMessages").FirstOrDefault(IsObject) is { ValueKind: JsonValueKind.Object } source
        ? new Message(source, Chat?.DialogId, AuthorOf(source))
        : null;

    /// <summary>The text of the message without mentions of the bot itself; null where there is no message.</summary>
    public string? TextWithoutMention => Message is null ? null : BotId is { } bot ? BotMention.RemoveFrom(Message.Text, bot) : Message.Text.Trim();

    /// <summary>The chat; null where the portal sent none, as for a private dialog that begins.</summary>
    public Chat? Chat => chat ??= IsThere("chat") ? new Chat(Source.Member("chat")) : null;

    /// <summary>Who did it, as <see cref="UserId"/>.</summary>
    public User? User => user ??= IsThere("user") ? new User(Source.Member("user")) : null;

    /// <summary>The command that was called, with what stood behind it.</summary>
    public CommandCall? Command => IsThere("command") ? new CommandCall(Source.Member("command")) : null;

    /// <summary>Name of the reaction.</summary>
    public string? Reaction => ReadText("reaction");

    /// <summary>Whether the reaction came or went: add or delete.</summary>
    public string? Action => ReadText("action");

    /// <summary>What the dialog was opened with; empty where there is nothing.</summary>
    public IReadOnlyDictionary<string, object?> Context => PlainValue.MapOf(Source.Member("context"));

    /// <summary>The portal's language, such as en.</summary>
    public string? Language => ReadText("language");

    /// <summary>What was said or done, in a line: the command, the text, or the reaction with + or -.</summary>
    public string Summary => OneLine.From(Command?.ToString()
        ?? (Reaction is { } reaction ? $"{(Action == "delete" ? '-' : '+')}{reaction}" : Message?.Text ?? string.Empty));

    /// <summary>The source that waits to hear that this is done; null where nobody waits.</summary>
    internal IEventSource? AwaitedBy { get; set; }

    private protected override IReadOnlyCollection<string> KnownMembers => KnownOfData;

    /// <summary>Kind, place, who, and what was said.</summary>
    public override string ToString() => OneLine.From($"{(Kind == EventKind.Other ? Type : Kind.ToString())} {DialogId} {User?.Name}: {Summary}".TrimEnd(' ', ':'));

    /// <summary>Writes the event as it came.</summary>
    internal void WriteTo(Utf8JsonWriter writer) => item.WriteTo(writer);

    /// <summary>The event as it came, as text.</summary>
    internal string RawText => item.ValueKind == JsonValueKind.Undefined ? string.Empty : item.GetRawText();

    /// <summary>The event as it came, by itself.</summary>
    internal byte[] ToJson()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            item.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is cut off or spoilt.</exception>
    internal static PortalEvent FromJson(byte[] json) => new(JsonDocument.Parse(json, PortalJson.Options).RootElement);

    private protected override void AddExtra(Dictionary<string, object?> members)
    {
        AddUnknown(members, item, KnownOfItem);
        base.AddExtra(members);
    }

    /// <summary>The event's user is the author of the message, but for a reaction.</summary>
    private User? AuthorOf(JsonElement source) => UserId is { } id && (source.Number("authorId") ?? source.Number("author_id")) == id ? User : null;

    /// <summary>An empty list stands for an object that is not there (docs/portal/events.md, "Members in events").</summary>
    private bool IsThere(string name) => IsObject(Source.Member(name));

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;
}
