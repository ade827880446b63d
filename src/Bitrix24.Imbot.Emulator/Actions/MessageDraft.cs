namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>A message before it is stored.</summary>
internal sealed record MessageDraft
{
    public required int AuthorId { get; init; }

    public string Text { get; init; } = "";

    public bool IsSystem { get; init; }

    public string? Uuid { get; init; }

    public bool IsUrlPreviewed { get; init; } = true;

    public Message? Forwarded { get; init; }

    /// <summary>True if the lines of the text don't start commands.</summary>
    public bool SkipsCommands { get; init; }

    public JsonObject Params { get; init; } = [];

    /// <summary>Creates a copy of a message with another author.</summary>
    public static MessageDraft CreateForward(Message source, int authorId, string? uuid = null) => new()
    {
        AuthorId = authorId, Text = source.Text, Forwarded = source, Uuid = uuid, Params = source.Params.DeepClone().AsObject(),
    };
}
