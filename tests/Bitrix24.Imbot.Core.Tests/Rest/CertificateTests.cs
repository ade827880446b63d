using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Certificates over a real encrypted connection to a local server.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-ca-").FullName;
    private readonly List<WebApplication> servers = [];
    private X509Certificate2 authority = null!;

    public ValueTask InitializeAsync()
    {
        authority = MakeAuthority("CN=Test authority");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication server in servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_unknown_authority_is_refused_and_the_call_was_not_sent()
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(async () => await CallAsync(await ServeAsync("127.0.0.1"), new ConnectionOptions()));

        Assert.Equal(nameof(ConnectionErrors.TlsFailed), error.ErrorId);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_authority_from_the_specified_file_is_trusted(bool pem)
    {
        string path = Path.Combine(folder, "ca");
        byte[] content = pem ? System.Text.Encoding.ASCII.GetBytes("# ours\n" + authority.ExportCertificatePem()) : authority.RawData;
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);

        ApiRevision revision = await CallAsync(await ServeAsync("127.0.0.1"), new ConnectionOptions { CertificateAuthorityPath = path });

        Assert.Equal(35, revision.Rest);
    }

    [Fact]
    public async Task An_authority_with_the_same_name_and_a_wrong_host_name_are_refused()
    {
        string path = Path.Combine(folder, "other");
        await File.WriteAllTextAsync(path, MakeAuthority("CN=Test authority").ExportCertificatePem(), TestContext.Current.CancellationToken);
        string own = Path.Combine(folder, "own");
        await File.WriteAllTextAsync(own, authority.ExportCertificatePem(), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<B24Exception>(async () => await CallAsync(await ServeAsync("127.0.0.1"), new ConnectionOptions { CertificateAuthorityPath = path }));
        await Assert.ThrowsAsync<B24Exception>(async () => await CallAsync(await ServeAsync("127.0.0.9"), new ConnectionOptions { CertificateAuthorityPath = own }));
    }

    [Fact]
    public async Task The_check_can_be_switched_off()
    {
        ApiRevision revision = await CallAsync(await ServeAsync("127.0.0.9"), new ConnectionOptions { SkipCertificateCheck = true });

        Assert.Equal(35, revision.Rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData(null)]
    public void A_file_without_a_certificate_has_its_own_error(string? content)
    {
        string path = Path.Combine(folder, "bad");
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        Assert.Equal(
            nameof(ConnectionErrors.CertificateAuthorityUnreadable),
            Assert.Throws<B24Exception>(() => HttpHandlers.For(new ConnectionOptions { CertificateAuthorityPath = path })).ErrorId);
    }

    private static async Task<ApiRevision> CallAsync(int port, ConnectionOptions connection)
    {
        B24Session session = B24Session.ForWebhook(
            Secret.FromText($"https://127.0.0.1:{port}/rest/1/k3y0fs1xteench4r/")!,
            transport: TransportOptions.Default with { MaximumRetryCount = 0, Connection = connection });
        return await session.SendAsync(new GetRevisionRequest(), cancellation: TestContext.Current.CancellationToken);
    }

    private async Task<int> ServeAsync(string address)
    {
        X509Certificate2 certificate = MakeServerCertificate(IPAddress.Parse(address));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebApplication server = builder.Build();
        servers.Add(server);
        server.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"result":{"rest":35}}""");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(server.Urls.First()).Port;
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private X509Certificate2 MakeServerCertificate(IPAddress address)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test portal", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3, 4]);
        return X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }
}
