using System.Globalization;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Cmdlets.Bots;

/// <summary>Sends context data to a bot as the session's user, like a context link that opens the dialog. The bot receives the data as an event.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotContext", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Send-B24BotContext.html")]
public sealed class SendB24BotContextCmdlet : B24SessionCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public object Data { get; set; } = null!;

    [Parameter(Position = 1)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        JsonMap context = Demand(Data, () => ParameterConversion.ToMap(Data));
        string? dialogId = DialogId ?? TryFindBot(session, BotId)?.ToString(CultureInfo.InvariantCulture);
        if (dialogId is null)
        {
            return;
        }

        TryFor(dialogId, () =>
        {
            SendBotContextRequest request = new(dialogId, context);
            if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Send context"))
            {
                Send(session, request);
            }
        });
    }
}
