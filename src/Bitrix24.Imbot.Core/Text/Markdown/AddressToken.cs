namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>An address by itself, in angle brackets.</summary>
/// <param name="Address">The address.</param>
internal sealed record AddressToken(string Address) : InlineToken;
