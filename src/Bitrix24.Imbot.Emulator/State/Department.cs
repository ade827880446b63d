namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A department of the company.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="ParentId">The ID of the parent department; null for the company itself.</param>
/// <param name="HeadId">The ID of the user who heads it; 0 if there is none.</param>
public sealed record Department(int Id, string Name, int? ParentId, int HeadId);
