using System.Net;
using System.Security.Cryptography.X509Certificates;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class CertificateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HttpsIsServedWithTheGivenCertificate()
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create();
        await using PortalEmulator emulator = await PortalEmulator.StartAsync(
            new EmulatorOptions { Certificate = certificate, RequireHttps = true }, Cancel);
        Assert.Equal("https", emulator.WebhookUri.Scheme);
        Uri profile = new(emulator.WebhookUri, "profile");

        using HttpClient stranger = new(new SocketsHttpHandler { UseProxy = false });
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(profile, Cancel));

        using HttpClientHandler trusting = new()
        {
            UseProxy = false,
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented!.Thumbprint == certificate.Thumbprint,
        };
        using HttpClient http = new(trusting);
        using HttpResponseMessage answer = await http.GetAsync(profile, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        emulator.Faults.Add(FaultKind.ResetAfter);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(profile, Cancel));
    }
}
