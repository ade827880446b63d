using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sessions;

/// <summary>What runspaces that are started from a runspace get of it.</summary>
/// <param name="Session">Its default session.</param>
/// <param name="Seen">Where they add what they see, for completion at its prompt.</param>
internal sealed record HandedOn(B24Session Session, SeenObjects Seen);
