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

    [Parameter]
    public SwitchParameter Test { get; set; }

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
            && !Agrees("Replace profile", $"Profile '{file.Name}' holds the connection to {other}, which would be lost. Replace it?"))
        {
            throw SessionErrors.ProfileExists.With($"Profile '{file.Name}' holds the connection to {other}.");
        }

        return file;
    }

    private string? ProxyTrouble() => Proxy switch
    {
        null => ProxyCredential is null ? null : "-ProxyCredential was given without -Proxy.",
        { IsAbsoluteUri: false } => "-Proxy is no whole address.",
        { UserInfo.Length: > 0 } => "The address of the proxy holds a user name or password.",
        { Scheme: var scheme } when ProxySchemes.Contains(scheme) => null,
        _ => "-Proxy is no address of a proxy.",
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
