namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A department of the company.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The department above it; null for the company itself.</param>
/// <param name="HeadId">The user who heads it; 0 for none.</param>
public sealed record Department(int Id, string Name, int? ParentId, int HeadId);
