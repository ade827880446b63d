using System.Net;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class FaultTests : EmulatorTest
{
    [Theory]
    [InlineData(FaultKind.AnswerLost, true, HttpRequestError.ResponseEnded)]
    [InlineData(FaultKind.ResetAfter, true, HttpRequestError.Unknown)]
    [InlineData(FaultKind.ResetBefore, false, HttpRequestError.Unknown)]
    [InlineData(FaultKind.CutBody, true, HttpRequestError.ResponseEnded)]
    public async Task FaultBreaksTheConnection(FaultKind kind, bool isExecuted, HttpRequestError error)
    {
        Emulator.Faults.Add(kind);
        HttpRequestException broken = await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(new { message = "x" }));
        Assert.Equal(error, broken.HttpRequestError);
        Assert.Equal(isExecuted ? 1 : 0, Portal.MessagesOf("chat5").Count);
        Assert.Equal((isExecuted, kind), (Emulator.Requests.Snapshot()[0].Executed, Emulator.Requests.Snapshot()[0].Fault));
        (await SendAsync(new { message = "x" })).MustSucceed();
    }

    [Fact]
    public async Task HtmlIsSentInsteadOfTheAnswer()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Html) { Status = 502 });
        using HttpResponseMessage page = await Http.GetAsync(Hook("profile"), Cancel);
        Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.False(Assert.Single(Emulator.Requests.Snapshot()).Executed);
    }

    [Fact]
    public async Task HalfJsonIsACompleteAnswerOfBrokenJson()
    {
        Emulator.Faults.Add(FaultKind.HalfJson);
        string text = await Http.GetStringAsync(Hook("profile"), Cancel);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task TextIsSentInsteadOfTheAnswer()
    {
        Emulator.Faults.Add(new Fault(FaultKind.NotJson) { Body = "fine", ContentType = "text/css" });
        using HttpResponseMessage answer = await Http.GetAsync(Hook("profile"), Cancel);
        Assert.Equal(("fine", "text/css"), (await answer.Content.ReadAsStringAsync(Cancel), answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task StatusIsSentWithRetryAfterAndCode()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Status) { RetryAfter = "7" });
        Emulator.Faults.Add(new Fault(FaultKind.Status) { Status = 500, Error = "INTERNAL_SERVER_ERROR" });
        using HttpResponseMessage bare = await Http.GetAsync(Hook("profile"), Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)), (bare.StatusCode, bare.Headers.RetryAfter?.Delta));
        Assert.Equal("text/html", bare.Content.Headers.ContentType?.MediaType);
        (await HookAsync("profile")).MustFail("INTERNAL_SERVER_ERROR", HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData(FaultKind.QueryLimitExceeded, "QUERY_LIMIT_EXCEEDED", HttpStatusCode.ServiceUnavailable)]
    [InlineData(FaultKind.OperationTimeLimit, "OPERATION_TIME_LIMIT", HttpStatusCode.TooManyRequests)]
    [InlineData(FaultKind.OverloadLimit, "OVERLOAD_LIMIT", HttpStatusCode.Unauthorized)]
    [InlineData(FaultKind.ExpiredToken, "expired_token", HttpStatusCode.Unauthorized)]
    public async Task FaultRefusesTheCall(FaultKind kind, string code, HttpStatusCode status)
    {
        Emulator.Faults.Add(kind);
        (await SendAsync(new { message = "x" })).MustFail(code, status);
        Assert.Empty(Portal.MessagesOf("chat5"));
    }

    [Fact]
    public async Task RedirectKeepsThePathOfAMovedPortal()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Redirect) { Location = "http://new.example.com" });
        using HttpResponseMessage moved = await Http.GetAsync(Hook("profile"), Cancel);
        Assert.Equal(HttpStatusCode.Found, moved.StatusCode);
        Assert.Equal($"http://new.example.com{Hook("profile").AbsolutePath}", moved.Headers.Location?.AbsoluteUri);
    }

    [Fact]
    public async Task DelayExecutesAtOnceAndAnswersLate()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Delay) { DelayMilliseconds = 60_000 });
        Task<Reply> call = SendAsync(new { message = "x" });
        await UntilAsync(() => Portal.MessagesOf("chat5").Count > 0);

        Assert.False(call.IsCompleted);
        Http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task TokenEndpointHangsUntilTheCallerGoes()
    {
        Emulator.Faults.Add(FaultKind.HangToken);
        (await HookAsync("profile")).MustSucceed();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<string> call = Http.GetStringAsync(new Uri(Emulator.Address, "oauth/token/?grant_type=x"), patience.Token);
        await UntilAsync(() => Emulator.Requests.Snapshot().Count == 2);

        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task HangingRequestsDoNotDelayTheEndOfTheEmulator()
    {
        Emulator.Faults.Add(FaultKind.Hang);
        Task<Reply> call = HookAsync("profile");
        await UntilAsync(() => Emulator.Requests.Snapshot().Count > 0);

        await Emulator.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task PatternCountAndSkipChooseTheRequests()
    {
        Emulator.Faults.Add(new Fault(FaultKind.QueryLimitExceeded, "imbot.v2.chat.*", 2) { Skip = 1 });
        (await HookAsync("profile")).MustSucceed();
        (await BotAsync("Chat.get", new { dialogId = "chat5" })).MustSucceed();
        (await BotAsync("Bot.get")).MustSucceed();
        Assert.Equal("QUERY_LIMIT_EXCEEDED", (await BotAsync("Chat.get", new { dialogId = "chat5" })).Error);
        Assert.Equal("QUERY_LIMIT_EXCEEDED", (await SendAsync(new { message = "x" })).Error);
        (await BotAsync("Chat.get", new { dialogId = "chat5" })).MustSucceed();
        Assert.Empty(Emulator.Faults.Snapshot());
    }

    [Fact]
    public async Task FaultsOfAllMethodsSpareTheTokenEndpoint()
    {
        Emulator.Faults.Add(FaultKind.QueryLimitExceeded, count: -1);
        Assert.Equal("invalid_request", (await GetAsync("oauth/token/")).Error);
        Assert.Equal("QUERY_LIMIT_EXCEEDED", (await HookAsync("profile")).Error);
        Assert.Equal("QUERY_LIMIT_EXCEEDED", (await HookAsync("profile")).Error);
        Emulator.Faults.Clear();
        (await HookAsync("profile")).MustSucceed();
    }
}
