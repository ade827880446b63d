using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Converts the body of a request from the portal to an event, the same as Watch-B24BotEvent returns.</summary>
[Cmdlet(VerbsData.ConvertFrom, "B24Event", HelpUri = OnlineHelp.Pages + "ConvertFrom-B24Event.html")]
[OutputType(typeof(PortalEvent))]
public sealed class ConvertFromB24EventCmdlet : B24Cmdlet
{
    private ApplicationToken? token;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = null!;

    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? ApplicationToken { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        token = Demand(null, () => Secret.FromSecureString(ApplicationToken) is { } given ? Core.Events.ApplicationToken.FromSecret(given) : null);
    }

    /// <summary>The body contains secrets and must not become the target object of an error.</summary>
    protected override void ProcessRecord() => TryFor(null, () =>
    {
        PushedEvent pushed = PushedEvent.Read(InputObject);
        token?.Require(pushed);
        WriteObject(pushed.Event);
    });
}
