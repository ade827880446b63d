namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A message of a chat.</summary>
public sealed class Message
{
    private readonly HashSet<int> viewers = [];
    private readonly Dictionary<int, HashSet<string>> reactions = [];

    /// <summary>Id, unique in the portal.</summary>
    public required int Id { get; init; }

    /// <summary>The chat that it belongs to.</summary>
    public required int ChatId { get; init; }

    /// <summary>The author; 0 for a system message.</summary>
    public required int AuthorId { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The stored text with its BB codes.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>True for a system message.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The idempotency key it was sent with, or null (docs/portal/messages.md, "Idempotency key").</summary>
    public string? Uuid { get; init; }

    /// <summary>False when it was sent with urlPreview off.</summary>
    public bool IsUrlPreviewed { get; internal set; } = true;

    /// <summary>True for the stub of a removed message.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>ATTACH, KEYBOARD, REPLY_ID and the like, as the API shows them.</summary>
    public JsonObject Params { get; init; } = [];

    /// <summary>Id of the message it forwards, or null.</summary>
    public int? ForwardedFrom => ForwardSource?.Id;

    /// <summary>The users who have seen it, without the author.</summary>
    public IReadOnlyCollection<int> ViewedBy => viewers;

    /// <summary>Names of reactions by user id.</summary>
    public IReadOnlyDictionary<int, HashSet<string>> Reactions => reactions;

    internal Message? ForwardSource { get; init; }

    internal bool MarkViewed(int userId) => userId != AuthorId && viewers.Add(userId);

    internal HashSet<string> GetReactions(int userId)
    {
        if (!reactions.TryGetValue(userId, out HashSet<string>? names))
        {
            reactions[userId] = names = [];
        }

        return names;
    }
}
