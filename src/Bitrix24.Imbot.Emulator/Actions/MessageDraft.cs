namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>A message before it is stored.</summary>
internal sealed record MessageDraft(int AuthorId, string Text)
{
    public JsonObject Params { get; init; } = [];

    public bool IsSystem { get; init; }

    public string? Uuid { get; init; }

    public bool IsUrlPreviewed { get; init; } = true;

    public Message? Forwarded { get; init; }

    /// <summary>True if the lines of the text don't start commands.</summary>
    public bool SkipsCommands { get; init; }

    public static MessageDraft CreateForward(Message source, int authorId, string? uuid = null) =>
        new(authorId, source.Text) { Forwarded = source, Uuid = uuid, Params = source.Params.DeepClone().AsObject() };

    public static MessageDraft CreateWithFile(int authorId, string text, StoredFile file) =>
        new(authorId, text) { Params = new JsonObject { ["FILE_ID"] = new JsonArray(file.Id) } };
}
