using System.Globalization;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Opens a session for an incoming webhook. Nothing is sent, except with -Test.</summary>
[Cmdlet(VerbsCommunications.Connect, "B24Webhook", HelpUri = OnlineHelp.Pages + "Connect-B24Webhook.html")]
[OutputType(typeof(B24Session))]
public sealed class ConnectB24WebhookCmdlet : ConnectCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [SecretArgument]
    public SecureString Uri { get; set; } = null!;

    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? BotToken { get; set; }

    protected override void ProcessRecord() => UseSession(Demand(null, Open));

    private B24Session Open()
    {
        Secret address = Secret.FromSecureString(Uri)!;
        Secret? token = Secret.FromSecureString(BotToken);
        B24Session session = B24Session.ForWebhook(address, BotId?.Id, token, Transport, Name ?? SaveProfile);
        ProfileFile? file = ProfileFor(session.Portal, session.UserId!.Value.ToString(CultureInfo.InvariantCulture));
        if (Test)
        {
            Await((observer, cancellation) => TryAsync(session, observer, cancellation));
        }

        return file is null
            ? session
            : Await((_, cancellation) => SessionProfiles.SaveWebhookAsync(session, address, Transport, file, cancellation));
    }
}
