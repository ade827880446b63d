using System.Text.Json;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>JSON that a portal wrote, and what is kept of it on this machine.</summary>
internal static class PortalJson
{
    /// <summary>What PHP's json_encode writes at most, and shallow enough for every stack.</summary>
    public const int MaxDepth = 512;

    /// <summary>How such JSON is read.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };
}
