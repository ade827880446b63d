using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Sends files as a bot. Each file is a separate message.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotFile", SupportsShouldProcess = true, DefaultParameterSetName = "Path", HelpUri = OnlineHelp.Pages + "Send-B24BotFile.html")]
[OutputType(typeof(StoredFile))]
public sealed class SendB24BotFileCmdlet : B24UploadCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    private protected override string RequireDialog() => EventContext.RequireDialog();

    private protected override PortalRequest<StoredFile> RequestFor(B24Session session, string dialogId, LocalFile file, IProgress<TransferProgress> progress) =>
        new UploadFileRequest(RequireBot(session, BotId), dialogId, file, Message) { Progress = progress };
}
