using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Sends files as the session's user. Each file is a separate message.</summary>
[Cmdlet(VerbsCommunications.Send, "B24UserFile", SupportsShouldProcess = true, DefaultParameterSetName = "Path", HelpUri = OnlineHelp.Pages + "Send-B24UserFile.html")]
[OutputType(typeof(StoredFile))]
public sealed class SendB24UserFileCmdlet : B24UploadCmdlet
{
    private protected override string RequireDialog() => EventContext.RequireDialogOfUser();

    private protected override PortalRequest<StoredFile> RequestFor(B24Session session, string dialogId, LocalFile file, IProgress<TransferProgress> progress) =>
        new UploadUserFileRequest(dialogId, file, Message) { Progress = progress };
}
