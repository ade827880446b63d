using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Bots;

namespace Bitrix24.Imbot.Cmdlets.Bots;

/// <summary>Gets your bots, or any bot of the portal by ID or code.</summary>
[Cmdlet(VerbsCommon.Get, "B24Bot", DefaultParameterSetName = ListSet, HelpUri = OnlineHelp.Pages + "Get-B24Bot.html")]
[OutputType(typeof(Bot))]
public sealed class GetB24BotCmdlet : B24SessionCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string CodeSet = "Code";
    private const int PageSize = 50;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId[] BotId { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = CodeSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BotCodeCompleter))]
    public string[] Code { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet("bot", "supervisor", "personal", "openline")]
    public string? Type { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        switch (ParameterSetName)
        {
            case IdSet:
                foreach (NameOrId bot in BotId)
                {
                    TryFor(bot.Input, () => WriteObject(Send(session, bot.Id is { } id ? new GetBotRequest(id) : new GetBotRequest(bot.Name!))));
                }

                break;
            case CodeSet:
                foreach (string code in Code)
                {
                    TryFor(code, () => WriteObject(Send(session, new GetBotRequest(code))));
                }

                break;
            default:
                TryFor(session, () => List(session));
                break;
        }
    }

    private void List(B24Session session)
    {
        int given = 0;
        bool more = true;
        while (more && given < First)
        {
            BotPage page = Send(session, new ListBotsRequest { Type = Type, Limit = Math.Min(PageSize, First - given), Offset = given });
            WriteObject(page.Bots, enumerateCollection: true);
            given += page.Bots.Count;
            more = page.HasNextPage && page.Bots.Count > 0;
        }
    }
}
