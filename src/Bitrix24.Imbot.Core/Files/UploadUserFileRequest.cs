using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Files;

/// <summary><c>im.v2.File.upload</c>: puts a file into a chat in the name of the credential's user, which sends a message at once.</summary>
public sealed class UploadUserFileRequest : PortalRequest<StoredFile>
{
    private readonly string dialogId;
    private readonly LocalFile file;
    private readonly string? message;

    /// <summary>Makes a request.</summary>
    /// <param name="dialogId">Where it goes, as the user sees it.</param>
    /// <param name="file">The file.</param>
    /// <param name="message">The text of the message; null or blank for none.</param>
    /// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>, <see cref="Errors.MessageErrors.MessageTooLong"/>.</exception>
    public UploadUserFileRequest(string dialogId, LocalFile file, string? message = null)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.file = file;
        this.message = LocalFile.RequireMessage(message);
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.ImFileUpload;

    /// <summary>Hears how far it is; null for nobody.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters() => new() { ["dialogId"] = dialogId, ["fields"] = file.ToFields(message, Progress) };

    /// <inheritdoc />
    public override StoredFile ReadResult(JsonElement result) => StoredFile.Sent(result, dialogId, botId: null);
}
