using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>What one message says.</summary>
/// <param name="Message">Its text; null or empty for none.</param>
/// <param name="Attachment">What hangs under it; null for nothing.</param>
internal readonly record struct MessageContent(string? Message, Attachment? Attachment);
