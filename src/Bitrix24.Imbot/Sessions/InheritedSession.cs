namespace Bitrix24.Imbot.Sessions;

/// <summary>The data that child runspaces inherit from a runspace.</summary>
/// <param name="Session">The default session.</param>
/// <param name="Seen">The objects for completion, which the children also update.</param>
internal sealed record InheritedSession(B24Session Session, SeenObjects Seen);
