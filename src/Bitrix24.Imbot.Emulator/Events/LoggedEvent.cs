using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>An event that waits in the queue of a bot or of a user.</summary>
internal sealed record LoggedEvent(int Id, int UserId, string Type, DateTimeOffset Date, JsonObject Data);
