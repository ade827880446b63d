namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A link whose text is being written.</summary>
/// <param name="IsCode">Whether a BB code is open for it.</param>
/// <param name="ShownAddress">The address that is to be seen behind the text; null for none.</param>
internal sealed record LinkInWriting(bool IsCode, string? ShownAddress);
