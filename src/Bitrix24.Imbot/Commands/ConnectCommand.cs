using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>What both ways to connect share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConnectCommand : B24Command
{
    /// <summary>The bot for which cmdlets work unless another is named.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? BotId { get; set; }

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

    /// <summary>Longest time in seconds for one attempt of a call.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>Gives the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How the session reaches the network.</summary>
    protected TransportOptions Transport => TransportOptions.Default with { Timeout = TimeSpan.FromSeconds(TimeoutSec) };

    /// <summary>Makes a session this runspace's default one, and gives it if asked.</summary>
    protected void Take(B24Session session)
    {
        SessionStore.Add(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
