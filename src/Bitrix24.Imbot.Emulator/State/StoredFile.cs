namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A file in a chat's folder.</summary>
/// <param name="Id">The ID on the portal's drive.</param>
/// <param name="ChatId">The ID of the chat that contains it.</param>
/// <param name="AuthorId">The ID of the user who uploaded it.</param>
/// <param name="Date">The time when it was uploaded.</param>
/// <param name="Name">The name with its extension. It is unique in the chat.</param>
/// <param name="Content">The content.</param>
public sealed record StoredFile(int Id, int ChatId, int AuthorId, DateTimeOffset Date, string Name, ReadOnlyMemory<byte> Content);
