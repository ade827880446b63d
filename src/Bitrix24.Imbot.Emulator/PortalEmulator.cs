using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Recording;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bitrix24.Imbot.Emulator;

/// <summary>
/// A Bitrix24 portal with its authorization server, on 127.0.0.1. It behaves like the server's code, even if that differs from the documentation
/// (docs/portal/README.md).
/// </summary>
public sealed class PortalEmulator : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<EmulatorServer> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int disposed;

    private PortalEmulator(WebApplication application) => this.application = application;

    /// <summary>The portal's base address, such as <c>http://127.0.0.1:12345/</c>.</summary>
    public Uri Address => Hosted.Address;

    /// <summary>The web chat, where you act as the people on the portal.</summary>
    public Uri PageAddress => Hosted.PageAddress;

    /// <summary>The complete webhook URL with its secret and a slash at the end.</summary>
    public Uri WebhookUri => Hosted.WebhookUri;

    /// <summary>The OAuth application that is installed on the portal.</summary>
    public OAuthApplication Application => Hosted.Application;

    /// <summary>The certificate for https; null if the portal uses http.</summary>
    public X509Certificate2? Certificate => Portal.Options.Certificate;

    /// <summary>The portal.</summary>
    public Portal Portal => Hosted.Portal;

    /// <summary>The recorded requests.</summary>
    public RequestLog Requests => Hosted.Requests;

    /// <summary>The injected faults.</summary>
    public FaultPlan Faults => Hosted.Faults;

    internal HostedPortal Hosted { get; private set; } = null!;

    /// <summary>Starts a portal. It accepts requests when the task completes.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<PortalEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (options.Certificate is X509Certificate2 certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });

        PortalEmulator emulator = new(builder.Build());
        emulator.application.Run(async context => await (await emulator.opened.Task).HandleAsync(context));
        try
        {
            // The portal's address isn't known until it listens.
            await emulator.application.StartAsync(cancellationToken);
        }
        catch
        {
            await emulator.application.DisposeAsync();
            emulator.stopping.Dispose();
            throw;
        }

        emulator.Open(options);
        return emulator;
    }

    /// <summary>Restores the initial state: users, chats, bots, messages, time, tokens, faults, and the request log.</summary>
    public void Reset() => Hosted.Reset();

    /// <summary>Stops listening, ends pending requests, and releases the port.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await stopping.CancelAsync();
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
        Portal.Pusher.Dispose();
        stopping.Dispose();
    }

    private void Open(EmulatorOptions options)
    {
        IServerAddressesFeature? addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        string code = options.WebhookCode ?? RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);
        OAuthApplication installed = new(
            $"local.{RandomNumberGenerator.GetHexString(14, lowercase: true)}.{RandomNumberGenerator.GetString("0123456789", 8)}",
            RandomNumberGenerator.GetHexString(50, lowercase: true),
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            string.Join(',', options.OAuthScopes),
            new Uri(addresses!.Addresses.First()));
        Hosted = new HostedPortal(new Portal(options, code, installed));
        opened.SetResult(new EmulatorServer(Hosted, stopping.Token));
    }
}
