using System.Net;
using System.Net.Sockets;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Faults on the way to a portal and back. Each has its own error, which also says whether the call was executed.</summary>
public sealed class BrokenPortalTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Method = "imbot.v2.Revision.get";

    public void Dispose() => fixture.Portal.Reset();

    public static TheoryData<FaultKind, string, Outcome> Faults => new()
    {
        { FaultKind.Html, nameof(ConnectionErrors.AnswerIsHtml), Outcome.Unknown },
        { FaultKind.HalfJson, nameof(ConnectionErrors.AnswerIncomplete), Outcome.Unknown },
        { FaultKind.CutBody, nameof(ConnectionErrors.AnswerIncomplete), Outcome.Unknown },
        { FaultKind.AnswerLost, nameof(ConnectionErrors.ConnectionLost), Outcome.Unknown },
        { FaultKind.ResetBefore, nameof(ConnectionErrors.ConnectionLost), Outcome.Unknown },
        { FaultKind.ResetAfter, nameof(ConnectionErrors.ConnectionLost), Outcome.Unknown },
        { FaultKind.QueryLimitExceeded, nameof(PortalErrors.RequestLimitExceeded), Outcome.NotExecuted },
        { FaultKind.OperationTimeLimit, nameof(PortalErrors.OperatingLimitExceeded), Outcome.NotExecuted },
        { FaultKind.OverloadLimit, nameof(PortalErrors.PortalBlocked), Outcome.NotExecuted },
        { FaultKind.Redirect, nameof(ConnectionErrors.PortalRedirected), Outcome.NotExecuted },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_fault_has_its_own_error(FaultKind fault, string errorId, Outcome outcome)
    {
        fixture.Portal.Faults.Add(fault, Method);

        B24Exception error = await CallAsync(fixture.Webhook());

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(outcome, error.Outcome);
        Assert.Equal(Method, error.Method);
        Assert.Equal(1, error.Attempts);
        Assert.DoesNotContain(fixture.Portal.WebhookUri.Segments[3].Trim('/'), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_shows_only_the_new_host()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.Redirect, Method) { Location = "https://new.example.com/rest/17/s3cretc0de/x" });

        B24Exception error = await CallAsync(fixture.Webhook());

        Assert.Contains("https://new.example.com", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cretc0de", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(302, error.HttpStatus);
    }

    [Fact]
    public async Task A_portal_that_does_not_answer_causes_a_timeout()
    {
        fixture.Portal.Faults.Add(FaultKind.Hang, Method);

        B24Exception error = await CallAsync(fixture.Webhook(TimeSpan.FromMilliseconds(300)));

        Assert.Equal(nameof(ConnectionErrors.PortalTimeout), error.ErrorId);
        Assert.Equal(Outcome.Unknown, error.Outcome);
    }

    [Fact]
    public async Task Cancellation_ends_a_call_immediately_and_is_not_a_timeout()
    {
        fixture.Portal.Faults.Add(FaultKind.Hang, Method);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fixture.Webhook().SendAsync(new GetRevisionRequest(), cancellation: stop.Token));
    }

    [Fact]
    public async Task An_address_without_a_server_is_unreachable()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        B24Exception error = await CallAsync(Session($"http://127.0.0.1:{port}/rest/1/k3y0fs1xteench4r/"));

        Assert.Equal(nameof(ConnectionErrors.PortalUnreachable), error.ErrorId);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
    }

    [Fact]
    public async Task A_server_without_TLS_at_an_https_address_has_its_own_error()
    {
        B24Exception error = await CallAsync(Session($"https://127.0.0.1:{fixture.Portal.Address.Port}/rest/1/k3y0fs1xteench4r/"));

        Assert.Equal(nameof(ConnectionErrors.TlsFailed), error.ErrorId);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
    }

    [Theory]
    [InlineData("null", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("[]", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("\"text\"", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("{}", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("OK", nameof(ConnectionErrors.AnswerUnexpected))]
    [InlineData("{\"result\":", nameof(ConnectionErrors.AnswerIncomplete))]
    [InlineData("\ufeff  <!DOCTYPE html>", nameof(ConnectionErrors.AnswerIsHtml))]
    [InlineData("{\"error\":\"INTERNAL_SERVER_ERROR\",\"error_description\":\"x\"}", nameof(ConnectionErrors.ServerFailed))]
    public async Task Invalid_answers_cause_errors(string body, string errorId)
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.NotJson, Method) { Status = 200, Body = body, ContentType = "application/json" });

        Assert.Equal(errorId, (await CallAsync(fixture.Webhook())).ErrorId);
    }

    private static B24Session Session(string address) =>
        B24Session.ForWebhook(Secret.FromText(address)!, transport: TransportOptions.Default with { MaximumRetryCount = 0 });

    private static Task<B24Exception> CallAsync(B24Session session) => Assert.ThrowsAsync<B24Exception>(
        () => session.SendAsync(new GetRevisionRequest(), cancellation: TestContext.Current.CancellationToken));
}
