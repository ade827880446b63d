using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Downloads files from chats with the rights of the session's user.</summary>
[Cmdlet(VerbsData.Save, "B24UserFile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Save-B24UserFile.html")]
[OutputType(typeof(FileInfo))]
public sealed class SaveB24UserFileCmdlet : B24DownloadCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    private protected override PortalRequest<Secret> RequestFor(B24Session session, long fileId) =>
        new GetUserFileLinkRequest(DialogId ?? Demand(fileId, EventContext.RequireDialogOfUser), fileId);
}
