using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>A running portal, with its recorded requests and injected faults.</summary>
internal sealed class HostedPortal(Portal portal)
{
    /// <summary>The path of the page and the control API. Real portals don't have it.</summary>
    public const string Root = "/emulator/";

    public Portal Portal { get; } = portal;

    public RequestLog Requests { get; } = new();

    public FaultPlan Faults { get; } = new();

    public OAuthApplication Application => Portal.Application;

    public Uri Address => Application.Address;

    public Uri PageAddress => new(Address, Root);

    public Uri WebhookUri => new(Address, $"rest/{Portal.Options.WebhookUserId}/{Portal.WebhookCode}/");

    public void Reset()
    {
        Portal.Reset();
        Faults.Clear();
        Requests.Clear();
        Portal.Changes.Signal();
    }
}
