using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// What the cmdlets share that open a session. Where that fails, also because its arguments cannot be bound, there is no default session until another Connect succeeds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenSessionCommand : B24Command
{
    private bool hasBegun;

    [Parameter]
    public SwitchParameter Test { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        hasBegun = true;
        Sessions.BeginConnect();
    }

    private protected override void Release()
    {
        // What cannot be bound never begins. Without an engine nothing was tried.
        if (!hasBegun && CommandRuntime is not null)
        {
            Sessions.BeginConnect();
        }
    }

    /// <summary>Makes a session this runspace's default one, and gives it if asked.</summary>
    private protected void Use(B24Session session)
    {
        Sessions.Add(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    /// <summary>Warns where a session that is being opened takes any certificate: each time, also when it comes from a profile.</summary>
    private protected void WarnOf(B24Session session)
    {
        if (session.SkipsCertificateCheck)
        {
            WriteWarning("Certificates are not checked. Anyone between this computer and the portal can read and change all data, including secrets.");
        }

        foreach (string concern in session.StorageConcerns)
        {
            WriteWarning(concern);
        }
    }
}
