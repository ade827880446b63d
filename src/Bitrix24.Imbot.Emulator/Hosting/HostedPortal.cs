using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>A portal that listens, with the record of its requests and the faults that wait for more.</summary>
internal sealed class HostedPortal(Portal portal)
{
    /// <summary>The path of the page and the control surface, which no portal has.</summary>
    public const string Root = "/emulator/";

    public Portal Portal { get; } = portal;

    public RequestLog Requests { get; } = new();

    public FaultPlan Faults { get; } = new();

    public OAuthApplication Application => Portal.Application;

    public Uri Address => Application.Address;

    public Uri PageAddress => new(Address, Root);

    public Uri WebhookUri => new(Address, $"rest/{Portal.Options.WebhookUserId}/{Portal.WebhookCode}/");

    /// <summary>Back to the state at the start.</summary>
    public void Reset()
    {
        Portal.Reset();
        Faults.Clear();
        Requests.Clear();
        Portal.Changes.Signal();
    }
}
