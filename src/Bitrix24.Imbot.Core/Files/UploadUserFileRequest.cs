using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Files;

/// <summary><c>im.v2.File.upload</c>: uploads a file to a chat and sends it as a message of the user whose credentials are used.</summary>
/// <param name="dialogId">The dialog as the user sees it.</param>
/// <param name="file">The file.</param>
/// <param name="message">The text of the message; null or blank for none.</param>
/// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>, <see cref="Errors.MessageErrors.MessageTooLong"/>.</exception>
public sealed class UploadUserFileRequest(string dialogId, LocalFile file, string? message = null) : PortalRequest<StoredFile>
{
    private readonly string dialogId = DialogId.Require(dialogId);
    private readonly string? message = LocalFile.RequireMessage(message);

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImFileUpload;

    /// <summary>Receives the progress; null for none.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters() => new() { ["dialogId"] = dialogId, ["fields"] = file.ToFields(message, Progress) };

    /// <inheritdoc />
    public override StoredFile ReadResult(JsonElement result) => StoredFile.Sent(result, dialogId, botId: null);
}
