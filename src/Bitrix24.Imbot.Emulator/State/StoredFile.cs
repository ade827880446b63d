namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A file in a chat's folder.</summary>
public sealed class StoredFile
{
    /// <summary>The ID on the portal's drive.</summary>
    public required int Id { get; init; }

    /// <summary>The ID of the chat that contains it.</summary>
    public required int ChatId { get; init; }

    /// <summary>The ID of the user who uploaded it.</summary>
    public required int AuthorId { get; init; }

    /// <summary>The time when it was uploaded.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The name with its extension. It is unique in the chat.</summary>
    public required string Name { get; init; }

    /// <summary>The content.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
