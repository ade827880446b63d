using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>A web address in the middle of a text that the messenger would cut at a bracket, so that it is written as a link.</summary>
/// <param name="address">The address.</param>
internal sealed class BareAddressInline(string address) : LeafInline
{
    public string Address { get; } = address;
}
