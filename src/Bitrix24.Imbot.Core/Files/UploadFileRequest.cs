using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Files;

/// <summary><c>imbot.v2.File.upload</c>: uploads a file to a chat and sends it as a message.</summary>
/// <param name="botId">The sending bot.</param>
/// <param name="dialogId">The dialog to send to.</param>
/// <param name="file">The file.</param>
/// <param name="message">The text of the message; null or blank for none.</param>
/// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>, <see cref="Errors.MessageErrors.MessageTooLong"/>.</exception>
public sealed class UploadFileRequest(long botId, string dialogId, LocalFile file, string? message = null)
    : BotRequest<StoredFile>(ApiMethods.FileUpload, botId)
{
    private readonly string dialogId = DialogId.Require(dialogId);
    private readonly string? message = LocalFile.RequireMessage(message);

    /// <summary>Receives the progress; null for none.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <inheritdoc />
    public override StoredFile ReadResult(JsonElement result) => StoredFile.Sent(result, dialogId, BotId);

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters["fields"] = file.ToFields(message, Progress);
    }
}
