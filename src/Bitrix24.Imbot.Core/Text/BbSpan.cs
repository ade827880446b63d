namespace Bitrix24.Imbot.Core.Text;

/// <summary>A stretch of a text that must not be cut: a tag, or a short element whose content is data.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Name">The tag's name in lower case.</param>
/// <param name="Partner">Index of the tag that belongs to it; -1 for none.</param>
/// <param name="IsOpening">Whether what follows, up to the partner, is inside it.</param>
internal sealed record BbSpan(int Start, int End, string Name, int Partner, bool IsOpening)
{
    public const int NoPartner = -1;

    /// <summary>What ends the element.</summary>
    public string ClosingTag => $"[/{Name}]";
}
