namespace Bitrix24.Imbot.Core.Text;

/// <summary>A part of a text that must not be split: a tag, or a short element whose content is data.</summary>
/// <param name="Start">Start index in UTF-16 units.</param>
/// <param name="End">End index in UTF-16 units, exclusive.</param>
/// <param name="Name">Name of the tag in lowercase.</param>
/// <param name="Partner">Index of the matching tag; -1 for none.</param>
/// <param name="IsOpening">Whether this is an opening tag with a matching closing tag.</param>
internal sealed record BbSpan(int Start, int End, string Name, int Partner, bool IsOpening)
{
    public const int NoPartner = -1;

    /// <summary>The closing tag of the element.</summary>
    public string ClosingTag => $"[/{Name}]";
}
