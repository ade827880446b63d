namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>How a stretch of text is set off.</summary>
internal enum Style
{
    /// <summary>In bold type.</summary>
    Bold,

    /// <summary>In italic type.</summary>
    Italic,

    /// <summary>Struck through.</summary>
    Strike,
}
