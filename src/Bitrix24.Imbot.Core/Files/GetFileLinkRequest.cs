using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>
/// <c>imbot.v2.File.download</c>: a link that downloads a file once. The bot needs access to the file; the user of the webhook or token doesn't
/// (docs/portal/files.md, "Download").
/// </summary>
public sealed class GetFileLinkRequest(long botId, long fileId)
    : BotRequest<Secret>(ApiMethods.FileDownload, botId, new JsonMap { ["fileId"] = fileId })
{
    /// <inheritdoc />
    public override Secret ReadResult(JsonElement result) => FileLink.Read(result, ApiMethods.FileDownload);
}
