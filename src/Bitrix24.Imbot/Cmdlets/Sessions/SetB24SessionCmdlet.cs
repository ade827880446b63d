using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Changes the default bot or the bot token of a session, or selects the default session. Nothing is sent, unless -BotId is a code.</summary>
[Cmdlet(VerbsCommon.Set, "B24Session", DefaultParameterSetName = ObjectSet, HelpUri = OnlineHelp.Pages + "Set-B24Session.html")]
[OutputType(typeof(B24Session))]
public sealed class SetB24SessionCmdlet : NamedSessionCmdlet
{
    [Parameter]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? BotToken { get; set; }

    [Parameter]
    public SwitchParameter Default { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        B24Session changed = Change(RequireNamedSession());
        if (Default)
        {
            Sessions.Add(changed);
        }
        else
        {
            Sessions.Update(changed);
        }

        if (PassThru)
        {
            WriteObject(changed);
        }
    }

    private B24Session Change(B24Session session) => Demand(null, () =>
    {
        Secret? token = Secret.FromSecureString(BotToken);
        if (token is not null && session.Kind == AuthorizationKind.OAuth)
        {
            WriteWarning($"-BotToken was ignored. Session '{session.Name}' uses OAuth, and its bots belong to the application.");
            token = null;
        }

        if (token is not null)
        {
            Core.Bots.BotToken.RequireExisting(token);
        }

        B24Session changed = session.With(BotId?.Id, token);
        return BotId is { Id: null } ? changed.With(FindBot(changed, BotId)) : changed;
    });
}
