using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Downloads files from chats with the rights of a bot.</summary>
[Cmdlet(VerbsData.Save, "B24BotFile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Save-B24BotFile.html")]
[OutputType(typeof(FileInfo))]
public sealed class SaveB24BotFileCmdlet : B24DownloadCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    private protected override PortalRequest<Secret> RequestFor(B24Session session, long fileId) =>
        new GetFileLinkRequest(RequireBot(session, BotId), fileId);
}
