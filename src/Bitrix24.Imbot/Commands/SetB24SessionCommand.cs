using System.Management.Automation;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Changes a session's default bot or its token, or makes a session the default one. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Set, "B24Session", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(B24Session))]
public sealed class SetB24SessionCommand : NamedSessionCommand
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
            WriteWarning($"Session '{session.Name}' is authorized by OAuth: its bots belong to the application, and -BotToken is not used.");
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
