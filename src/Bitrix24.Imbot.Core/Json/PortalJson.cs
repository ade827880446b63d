namespace Bitrix24.Imbot.Core.Json;

/// <summary>Settings for JSON from a portal, including the parts that are saved locally.</summary>
internal static class PortalJson
{
    /// <summary>The maximum depth that PHP's json_encode writes. It is small enough for every stack.</summary>
    public const int MaxDepth = 512;

    /// <summary>Options for reading such JSON.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };
}
