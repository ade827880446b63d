using System.ComponentModel;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>
/// Base class of the cmdlets that open a session. If opening fails, even because arguments can't be bound, there is no default session until another Connect cmdlet succeeds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenSessionCmdlet : B24Cmdlet
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
        // If binding fails, BeginProcessing is never called. Without an engine, the cmdlet didn't run.
        if (!hasBegun && CommandRuntime is not null)
        {
            Sessions.BeginConnect();
        }
    }

    /// <summary>Makes a session the default of this runspace, and writes it if -PassThru is specified.</summary>
    private protected void Use(B24Session session)
    {
        Sessions.Add(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    /// <summary>Warns if the session accepts any certificate, even if the setting comes from a profile.</summary>
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
