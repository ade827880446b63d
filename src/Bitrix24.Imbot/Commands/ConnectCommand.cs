using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Commands;

/// <summary>What both ways to connect share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConnectCommand : B24Command
{
    /// <summary>What this .NET can go through.</summary>
    private static readonly string[] ProxySchemes =
    [
        "http",
        "https",
#if NET
        "socks4",
        "socks4a",
        "socks5",
#endif
    ];

    private string? authorities;

    /// <summary>The bot for which cmdlets work unless another is named.</summary>
    [Parameter]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    /// <summary>Name of the session, to tell several apart; the portal's host when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Keeps everything that is needed to connect again under this name, so that a script holds no secret.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SaveProfile { get; set; }

    /// <summary>Who can open the saved profile: this account, or, on Windows, every account of this machine.</summary>
    [Parameter]
    public ProfileScope ProfileScope { get; set; }

    /// <summary>Replaces a profile that holds another connection without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Longest time in seconds for one attempt of a call.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>
    /// How often a failed call is repeated at most, where it is known that it was not executed or that a repeat does no harm. Waits for the
    /// portal's limits do not count; 0 turns both off.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>How fast requests may follow each other, by the portal's plan; Auto tells a cloud portal from a self-hosted one by its answers.</summary>
    [Parameter]
    public RequestRate RequestRate { get; set; }

    /// <summary>The proxy to go through; the system's own setting when left out.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Takes any certificate. For trying things on a portal of your own; warns each time.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>A file with certificates of authorities that are trusted in addition to the system's own, for portals with a certificate of their own.</summary>
    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthorityPath { get; set; }

    /// <summary>Makes one call, and fails where the portal refuses it or the default bot is not the session's own.</summary>
    [Parameter]
    public SwitchParameter Test { get; set; }

    /// <summary>Gives the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How the session reaches the network.</summary>
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

    private protected override bool OpensSession => true;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        authorities = CertificateAuthorityPath is null ? null : Demand(CertificateAuthorityPath, () => FilePaths.One(this, CertificateAuthorityPath));
        if (ProxyTrouble() is { } trouble)
        {
            ThrowTerminatingError(ErrorRecords.From(ConnectionErrors.ProxyInvalid.With(trouble), null));
        }
    }

    /// <summary>The profile to be saved. Another connection in it is replaced only with -Force, or if a person agrees.</summary>
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

    private string? ProxyTrouble() => Proxy switch
    {
        null => ProxyCredential is null ? null : "-ProxyCredential requires -Proxy.",
        { IsAbsoluteUri: false } => "The value of -Proxy is not an absolute URL.",
        { UserInfo.Length: > 0 } => "The proxy URL contains a user name or password.",
        { Scheme: var scheme } when ProxySchemes.Contains(scheme) => null,
        _ => "The value of -Proxy is not a supported proxy URL.",
    };

    /// <summary>Makes a session this runspace's default one, and gives it if asked. A bot that was given by its code is looked up first.</summary>
    protected void Take(B24Session opened)
    {
        WarnOf(opened);
        B24Session session = BotId is { Id: null } bot ? Demand(bot.Input, () => WithBot(opened, bot)) : opened;
        Sessions.Add(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    /// <summary>Makes sure that a session can be used with its bot, which may be given by its code. A session that doesn't work is not worth saving.</summary>
    private protected void RequireWorkingWithBot(B24Session session)
    {
        RequireWorking(session);
        if (BotId is { Id: null } bot)
        {
            FindBot(session, bot);
        }
    }

    private B24Session WithBot(B24Session opened, NameOrId bot)
    {
        B24Session session = opened.With(FindBot(opened, bot));
        SessionProfiles.KeepBot(session);
        return session;
    }
}
