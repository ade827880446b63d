using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>A URL in a text. The messenger would cut it at a bracket, so it is written as a link.</summary>
/// <param name="address">The URL.</param>
internal sealed class BareAddressInline(string address) : LeafInline
{
    public string Address { get; } = address;
}
