using Bitrix24.Imbot.Emulator.State;

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

    /// <summary>True for a text whose lines start no commands.</summary>
    public bool SkipsCommands { get; init; }

    public JsonObject Params { get; init; } = [];

    /// <summary>A copy of a message by another author.</summary>
    public static MessageDraft CreateForward(Message source, int authorId, string? uuid = null) => new()
    {
        AuthorId = authorId, Text = source.Text, Forwarded = source, Uuid = uuid, Params = source.Params.DeepClone().AsObject(),
    };
}
