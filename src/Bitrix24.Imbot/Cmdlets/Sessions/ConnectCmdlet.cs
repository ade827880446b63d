using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>The base class of the cmdlets that connect.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConnectCmdlet : OpenSessionCmdlet
{
    private string? authorities;
    private Bot? triedBot;

    [Parameter]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SaveProfile { get; set; }

    [Parameter]
    public ProfileScope ProfileScope { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    [Parameter]
    public RequestRate RequestRate { get; set; }

    [Parameter]
    public Uri? Proxy { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthorityPath { get; set; }

    /// <summary>The network options of the session.</summary>
    protected TransportOptions Transport => TransportOptions.Default with
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RequestRate = RequestRate,
        Connection = new ConnectionOptions
        {
            Proxy = Proxy,
            ProxyUser = ProxyCredential?.UserName,
            ProxyPassword = Secret.FromSecureString(ProxyCredential?.Password),
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateAuthorityPath = authorities,
        },
    };

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        authorities = CertificateAuthorityPath is null ? null : Demand(CertificateAuthorityPath, () => FilePaths.One(this, CertificateAuthorityPath));
        Demand(null, () => ProxyAddress.Require(Proxy, ProxyCredential));
    }

    /// <summary>Gets the profile to save. Another connection in it is replaced only with -Force or after confirmation.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileExists"/>.</exception>
    private protected ProfileFile? ProfileFor(Uri portal, string role)
    {
        if (SaveProfile is null)
        {
            return null;
        }

        ProfileFile file = ProfileFile.For(SaveProfile, ProfileScope);
        if (!Force && SessionProfiles.OtherIn(file, portal, role) is { } other
            && !Agrees("Replace profile", $"Profile '{file.Name}' contains a connection to {other}. Replace it?"))
        {
            throw SessionErrors.ProfileExists.With($"Profile '{file.Name}' already contains a connection to {other}.");
        }

        return file;
    }

    /// <summary>Tests a session and its bot before the session is saved. Can run on any thread.</summary>
    private protected async Task TryAsync(B24Session session, ICallObserver observer, CancellationToken cancellation)
    {
        await session.RequireWorkingAsync(observer, cancellation).ConfigureAwait(false);
        triedBot = BotId?.Name is { } code ? await session.SendAsync(new GetBotRequest(code), observer, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>Makes a session the default of this runspace, and writes it if -PassThru is specified. A bot that was given by its code is looked up first.</summary>
    protected void UseSession(B24Session opened)
    {
        WarnOf(opened);
        Use(BotId is { Id: null } bot ? Demand(bot.Input, () => WithBot(opened, bot)) : opened);
        Sessions.Learn(opened, triedBot);
    }

    private B24Session WithBot(B24Session opened, NameOrId bot)
    {
        B24Session session = opened.With(triedBot?.BotId ?? FindBot(opened, bot));
        SessionProfiles.KeepBot(session);
        return session;
    }
}
