namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A file in a chat's folder.</summary>
public sealed class StoredFile
{
    /// <summary>Id on the disk.</summary>
    public required int Id { get; init; }

    /// <summary>The chat that contains it.</summary>
    public required int ChatId { get; init; }

    /// <summary>The uploader.</summary>
    public required int AuthorId { get; init; }

    /// <summary>When it was uploaded.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Name with extension, unique in the chat.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
