using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>The content of a message.</summary>
/// <param name="Message">The text; null or empty for none.</param>
/// <param name="Attachment">The attachment; null for none.</param>
internal readonly record struct MessageContent(string? Message, Attachment? Attachment);
