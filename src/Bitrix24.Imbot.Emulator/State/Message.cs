namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A message in a chat.</summary>
public sealed class Message
{
    private readonly HashSet<int> viewers = [];
    private readonly Dictionary<int, HashSet<string>> reactions = [];

    /// <summary>The ID. It is unique in the portal.</summary>
    public required int Id { get; init; }

    /// <summary>The ID of the chat that contains it.</summary>
    public required int ChatId { get; init; }

    /// <summary>The user ID of the author; 0 for a system message.</summary>
    public required int AuthorId { get; init; }

    /// <summary>The time when it was stored.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The stored text with its BB codes.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>True for a system message.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The idempotency key that it was sent with, or null (docs/portal/messages.md, "Idempotency key").</summary>
    public string? Uuid { get; init; }

    /// <summary>False if it was sent without a URL preview.</summary>
    public bool IsUrlPreviewed { get; internal set; } = true;

    /// <summary>True if it is the stub of a removed message.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>Parameters such as ATTACH, KEYBOARD, and REPLY_ID, in the form that the API returns.</summary>
    public JsonObject Params { get; init; } = [];

    /// <summary>The ID of the message that it forwards, or null.</summary>
    public int? ForwardedFrom => ForwardSource?.Id;

    /// <summary>The IDs of the users who have seen it, without the author.</summary>
    public IReadOnlyCollection<int> ViewedBy => viewers;

    /// <summary>The names of its reactions, by user ID.</summary>
    public IReadOnlyDictionary<int, HashSet<string>> Reactions => reactions;

    internal Message? ForwardSource { get; init; }

    internal bool MarkViewed(int userId) => userId != AuthorId && viewers.Add(userId);

    internal HashSet<string> GetReactions(int userId) =>
        reactions.TryGetValue(userId, out HashSet<string>? names) ? names : reactions[userId] = [];
}
