using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Files;

/// <summary><c>im.v2.File.download</c>: a link that downloads a file once, for the user whose credentials are used.</summary>
/// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>.</exception>
public sealed class GetUserFileLinkRequest(string dialogId, long fileId) : PortalRequest<Secret>
{
    private readonly string dialogId = DialogId.Require(dialogId);

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImFileDownload;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new() { ["dialogId"] = dialogId, ["fileId"] = fileId };

    /// <inheritdoc />
    public override Secret ReadResult(JsonElement result) => FileLink.Read(result, ApiMethods.ImFileDownload);
}
