using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Notifications;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Tests.Authorization;
using Bitrix24.Imbot.Core.Tests.Batching;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>The effects of a portal's refusals and unusual answers on a call.</summary>
public sealed class RefusalTests
{
    private const string Done = """{"result":{"result":true}}""";
    private const string Connection = """{"error":"CONNECTION_ERROR","error_description":"Error connecting to authorization server"}""";
    private const string AlreadySet = """{"error":"REACTION_ALREADY_SET","error_description":"REACTION_ALREADY_SET"}""";
    private const string Page = "<html><head><title>403 Forbidden</title></head><body>nginx</body></html>";
    private const string Sent = """{"result":{"id":7,"uuidMap":[]}}""";

    [Fact]
    public async Task Adding_an_existing_reaction_succeeds()
    {
        AnsweringPortal portal = new((400, AlreadySet));

        Assert.True(await portal.SendAsync(new AddReactionRequest(456, 7, "like")));
        Assert.Single(portal.Bodies);
    }

    [Fact]
    public async Task Adding_a_reaction_succeeds_even_if_the_first_answer_was_lost()
    {
        AnsweringPortal portal = new((200, AnsweringPortal.Lost), (400, AlreadySet));

        Assert.True(await portal.SendAsync(new AddReactionRequest(456, 7, "like")));
        Assert.Equal(2, portal.Bodies.Count);
    }

    [Fact]
    public async Task Adding_an_existing_reaction_in_a_batch_succeeds()
    {
        ScriptedPortal portal = new("""{"result":{"result":[],"result_error":{"a":{"error":"REACTION_ALREADY_SET","error_description":""}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            false, ScriptedPortal.Call("a", "imbot.v2.Chat.Message.Reaction.add", new JsonMap { ["botId"] = 456, ["messageId"] = 7, ["reaction"] = "like" }));

        Assert.Null(Assert.Single(outcomes).Error);
    }

    [Fact]
    public async Task The_same_code_from_another_method_is_an_error()
    {
        AnsweringPortal portal = new((400, AlreadySet));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new RemoveReactionRequest(456, 7, "like")));

        Assert.Equal(MessageErrors.ReactionAlreadySet, error.Kind);
    }

    [Fact]
    public async Task Any_call_is_repeated_if_the_portal_cannot_reach_its_authorization_server()
    {
        AnsweringPortal portal = new((401, Connection), (401, Connection), (200, """{"result":{"chat":{"id":5,"dialogId":"chat5"}}}"""));

        Chat chat = await portal.SendAsync(new AddChatRequest(456));

        Assert.Equal("chat5", chat.DialogId);
        Assert.Equal(3, portal.Bodies.Count);
        Assert.Equal(2, portal.Clock.Waits.Count);
    }

    [Fact]
    public async Task A_permanently_unreachable_authorization_server_causes_an_error_and_the_call_is_not_executed()
    {
        AnsweringPortal portal = new((401, Connection));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new SendMessageRequest(456, "17", "x")));

        Assert.Equal((nameof(AuthorizationErrors.AuthorizationServerUnreachable), Outcome.NotExecuted, 6), (error.ErrorId, error.Outcome, error.Attempts));
    }

    [Theory]
    [InlineData("invalid_token")]
    [InlineData("INVALID_TOKEN")]
    [InlineData("expired_token")]
    public async Task A_token_that_is_no_longer_valid_is_refreshed_once_and_the_call_repeated(string code)
    {
        AnsweringPortal portal = new((401, $$"""{"error":"{{code}}","error_description":"Unable to get application by token"}"""), (200, Sent));

        SentMessage sent = await portal.SendAsync(new SendMessageRequest(456, "17", "x"), portal.OAuth());

        Assert.Equal(7, sent.MessageId);
        Assert.Single(portal.TokenServer.Requests);
        Assert.Contains("\"auth\":\"at-0\"", portal.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("\"auth\":\"at-1\"", portal.Bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_invalid_after_a_refresh_is_reported_and_not_refreshed_again()
    {
        AnsweringPortal portal = new((401, """{"error":"invalid_token","error_description":"x"}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new SendMessageRequest(456, "17", "x"), portal.OAuth()));

        Assert.Equal(AuthorizationErrors.AccessTokenExpiredAgain, error.Kind);
        Assert.Single(portal.TokenServer.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_call_answered_with_a_web_page_and_a_refusal_status_is_not_repeated(int status)
    {
        AnsweringPortal portal = new((status, Page));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetRevisionRequest()));

        Assert.Equal((nameof(ConnectionErrors.AnswerIsHtml), Outcome.Refused, 1), (error.ErrorId, error.Outcome, error.Attempts));
        Assert.Contains("The call was not executed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(403, "Forbidden")]
    [InlineData(403, "[]")]
    [InlineData(404, "404 page not found")]
    [InlineData(404, """{"message":"no Route matched with those values"}""")]
    public async Task A_refusal_status_without_an_error_code_means_that_the_call_was_not_executed(int status, string body)
    {
        AnsweringPortal portal = new((status, body));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new AddChatRequest(456)));

        Assert.Equal((nameof(ConnectionErrors.AnswerUnexpected), Outcome.Refused, 1), (error.ErrorId, error.Outcome, error.Attempts));
        Assert.EndsWith("The call was not executed.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><h1>413 Request Entity Too Large</h1></html>")]
    [InlineData("Request Entity Too Large")]
    [InlineData("")]
    [InlineData("""{"message":"Request size limit exceeded"}""")]
    [InlineData("""{"error":"Payload Too Large"}""")]
    [InlineData("""{"message":""")]
    public async Task A_request_that_is_too_large_is_refused_with_its_size(string body)
    {
        AnsweringPortal portal = new((413, body));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new SendMessageRequest(456, "17", new string('x', 5000))));

        Assert.Equal((nameof(ConnectionErrors.RequestTooLarge), Outcome.Refused, 1), (error.ErrorId, error.Outcome, error.Attempts));
        Assert.Contains($"of {portal.Bodies[0].Length} bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF")]
    [InlineData("\n\uFEFF")]
    [InlineData("\uFEFF\r\n \uFEFF\t")]
    public async Task Byte_order_marks_before_an_answer_are_ignored(string start)
    {
        AnsweringPortal portal = new((200, start + Sent), (400, start + "{\"error\":\"CHAT_NOT_FOUND\",\"error_description\":\"\"}"));

        Assert.Equal(7, (await portal.SendAsync(new SendMessageRequest(456, "17", "x"))).MessageId);
        Assert.Equal(ChatErrors.ChatNotFound, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new SendMessageRequest(456, "17", "x")))).Kind);
    }

    [Fact]
    public async Task Byte_order_marks_before_a_web_page_are_ignored()
    {
        AnsweringPortal portal = new((200, "\n\uFEFF\uFEFF" + Page));

        Assert.Equal(ConnectionErrors.AnswerIsHtml, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new AddChatRequest(456)))).Kind);
    }

    [Fact]
    public void Byte_order_marks_before_a_token_pair_are_ignored()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, 0x0A, 0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(FakeTokenServer.Pair(1))];

        System.Text.Json.JsonElement pair = AnswerReader.ReadObject(new HttpAnswer(200, content, null, null), new Uri("https://oauth.bitrix.info/"), "oauth/token");

        Assert.Equal("rt-1", pair.GetProperty("refresh_token").GetString());
    }

    [Theory]
    [InlineData("Access <b>denied</b>!<br>Ask the <a href=\\\"https://e.com/?a=1\\\">administrator</a>.", "Access denied! Ask the administrator.")]
    [InlineData("Tariff &quot;Basic&quot; &amp; less", "Tariff \"Basic\" & less")]
    [InlineData("Parameter <id> is missing: a < b", "Parameter <id> is missing: a < b")]
    [InlineData("<style>b{color:red}</style><p>No</p><p>room</p>", "No room")]
    public async Task An_explanation_in_HTML_is_shown_as_text(string description, string shown)
    {
        AnsweringPortal portal = new((400, $$"""{"error":"SOME_CODE","error_description":"{{description}}"}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetRevisionRequest()));

        Assert.Equal(shown, error.PortalMessage);
        Assert.EndsWith($"{shown.TrimEnd('.')}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DISK_QUOTA_EXCEEDED", nameof(FileErrors.DiskQuotaExceeded))]
    [InlineData("ERROR_QUOTA", nameof(FileErrors.DiskQuotaExceeded))]
    [InlineData("ERROR_DISK_SPACE_QUOTA", nameof(FileErrors.DiskQuotaExceeded))]
    [InlineData("API_QUOTA_EXCEEDED", nameof(PortalErrors.PortalRefused))]
    [InlineData("LICENSE_EXPIRED", nameof(PortalErrors.LicenseRestricted))]
    [InlineData("error_license", nameof(PortalErrors.LicenseRestricted))]
    [InlineData("ERROR_OAUTH", nameof(AuthorizationErrors.ApplicationNotInstalled))]
    [InlineData("NOT_INSTALLED", nameof(AuthorizationErrors.ApplicationNotInstalled))]
    [InlineData("WRONG_AUTH_TYPE", nameof(AuthorizationErrors.AuthorizationTypeUnfit))]
    [InlineData("CLIENT_ID_NOT_SPECIFIED", nameof(AuthorizationErrors.ClientIdMissing))]
    public async Task Error_codes_from_outside_the_chat_bot_API_have_their_own_errors(string code, string id)
    {
        AnsweringPortal portal = new((403, $$"""{"error":"{{code}}","error_description":""}"""));

        Assert.Equal(id, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetRevisionRequest()))).ErrorId);
    }

    [Theory]
    [InlineData("/auth/?backurl=%2Frest%2F1%2Fabcdefgh12345678%2F")]
    [InlineData("/desktop_app/login/?backurl=%2Frest%2F1%2Fabcdefgh12345678%2F")]
    [InlineData("/?auth=yes&backurl=%2Frest%2F1%2Fabcdefgh12345678%2F")]
    [InlineData("https://portal.example.com/bitrix/admin/")]
    public async Task A_redirect_to_the_portals_own_login_page_is_reported(string location)
    {
        AnsweringPortal portal = new((302, string.Empty)) { Location = new Uri(location, UriKind.RelativeOrAbsolute) };

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetRevisionRequest()));

        Assert.Equal(ConnectionErrors.PortalRedirected, error.Kind);
        Assert.Contains("its own login page", error.Message, StringComparison.Ordinal);
        Assert.Contains("login page", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh12345678", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_gaps_that_arrives_as_an_object_is_read_in_its_order()
    {
        AnsweringPortal portal = new(
            (200, """{"result":{"events":{"3":{"eventId":11,"type":"ONIMBOTV2JOINCHAT","date":"2026-09-10T22:08:37+03:00","data":[]},"7":{"eventId":12,"type":"X","data":[]}},"nextOffset":13,"hasMore":false}}"""),
            (200, """{"result":{"bots":{"1":{"id":456},"2":{"id":457}},"users":{"5":{"id":457,"name":"B"}},"hasNextPage":false}}"""),
            (200, """{"result":{"2":{"id":17},"9":{"id":18}}}"""),
            (200, """{"result":{"commands":{"4":{"id":9,"command":"/a"}}}}"""));

        Assert.Equal([11L, 12L], (await portal.SendAsync(new GetEventsRequest(456))).Events.Select(item => item.EventId!.Value));
        IReadOnlyList<Bot> bots = (await portal.SendAsync(new ListBotsRequest())).Bots;
        Assert.Equal(("B", 2), (bots[1].Name, bots.Count));
        Assert.Equal([17L, 18L], (await portal.SendAsync(new ListChatUsersRequest(456, "chat5"))).Select(user => user.UserId));
        Assert.Equal("/a", Assert.Single(await portal.SendAsync(new ListSlashCommandsRequest(456))).Command);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"events":null}""")]
    [InlineData("""{"events":false}""")]
    [InlineData("""{"events":"[]"}""")]
    [InlineData("""{"events":{"error":"x"}}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public async Task A_result_without_an_event_list_causes_an_error(string result)
    {
        AnsweringPortal portal = new((200, $$"""{"result":{{result}}}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetEventsRequest(456)));

        Assert.Equal((nameof(ConnectionErrors.AnswerUnexpected), "imbot.v2.Event.get"), (error.ErrorId, error.Method));
    }

    [Fact]
    public async Task A_list_instead_of_the_documented_object_causes_an_error()
    {
        AnsweringPortal portal = new((200, """{"result":[]}"""));

        Assert.Equal(ConnectionErrors.AnswerUnexpected, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetBotRequest(456)))).Kind);
        Assert.Equal(ConnectionErrors.AnswerUnexpected, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetChatRequest(456, "chat5")))).Kind);
        Assert.Equal(ConnectionErrors.AnswerUnexpected, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetMessageRequest(456, 1)))).Kind);
        Assert.Equal(ConnectionErrors.AnswerUnexpected, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new GetRevisionRequest()))).Kind);
    }

    [Theory]
    [InlineData("""{"bot":{},"chat":{},"message":{}}""")]
    [InlineData("""{"bot":{"name":"B"},"chat":{"id":null},"message":{"id":""}}""")]
    [InlineData("""{"rest":"","bots":[5],"commands":[null],"messages":[[]]}""")]
    [InlineData("""{"bots":[{"code":"a"}],"commands":[{"id":9},{}],"messages":{"3":{"text":"a"}}}""")]
    public async Task An_object_without_its_identifying_member_causes_an_error(string result)
    {
        AnsweringPortal portal = new((200, $$"""{"result":{{result}}}"""));

        await FailsAsync(new GetBotRequest(456));
        await FailsAsync(new GetChatRequest(456, "chat5"));
        await FailsAsync(new GetMessageRequest(456, 1));
        await FailsAsync(new GetRevisionRequest());
        await FailsAsync(new ListBotsRequest());
        await FailsAsync(new ListSlashCommandsRequest(456));
        await FailsAsync(new GetMessageContextRequest(456, 1));

        async Task FailsAsync<TResult>(PortalRequest<TResult> request) =>
            Assert.Equal(ConnectionErrors.AnswerUnexpected, (await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(request))).Kind);
    }

    [Theory]
    [InlineData("[5]")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("""[{"id":17},{"name":"A"}]""")]
    public async Task An_item_that_is_not_a_user_causes_an_error(string result)
    {
        AnsweringPortal portal = new((200, $$"""{"result":{{result}}}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new ListChatUsersRequest(456, "chat5")));

        Assert.Equal((nameof(ConnectionErrors.AnswerUnexpected), "imbot.v2.Chat.User.list"), (error.ErrorId, error.Method));
    }

    [Theory]
    [InlineData("null", nameof(ConnectionErrors.AnswerUnexpected), Outcome.Unknown)]
    [InlineData("[]", nameof(ConnectionErrors.AnswerUnexpected), Outcome.Unknown)]
    [InlineData("true", nameof(ConnectionErrors.AnswerUnexpected), Outcome.Unknown)]
    [InlineData("\"ok\"", nameof(ConnectionErrors.AnswerUnexpected), Outcome.Unknown)]
    [InlineData("false", nameof(ChatErrors.NotificationNotSent), Outcome.Refused)]
    public async Task Only_false_means_that_no_one_was_notified(string result, string id, Outcome outcome)
    {
        AnsweringPortal portal = new((200, $$"""{"result":{{result}}}"""));

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.SendAsync(new AddNotificationRequest(17, "Hello")));

        Assert.Equal((id, outcome), (error.ErrorId, error.Outcome));
        Assert.Equal(outcome == Outcome.Unknown, error.RecommendedAction.Contains("Check on the portal before you repeat it", StringComparison.Ordinal));
        Assert.Single(portal.Bodies);
    }

    [Theory]
    [InlineData("2026-09-10T22:08:37+03:00", "2026-09-10T22:08:37+03:00")]
    [InlineData("2026-09-10T22:08:37+0300", "2026-09-10T22:08:37+03:00")]
    [InlineData("2026-09-10 22:08:37-05:30", "2026-09-10T22:08:37-05:30")]
    [InlineData("2026-09-10T22:08:37.125Z", "2026-09-10T22:08:37.125+00:00")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("9999-12-31T23:59:59-12:00", null)]
    [InlineData("2026-09-10T22:08:37", null)]
    [InlineData("2026-09-10 22:08:37", null)]
    [InlineData("2026-09-10", null)]
    [InlineData("2026-13-10T22:08:37Z", null)]
    [InlineData("10.09.2026 22:08:37", null)]
    [InlineData("10.09.2026", null)]
    [InlineData("09/10/2026 10:08:37 pm", null)]
    [InlineData("10/09/2026", null)]
    [InlineData("1789000000", null)]
    [InlineData("", null)]
    public void A_date_is_read_only_if_its_format_is_unambiguous(string text, string? date)
    {
        PortalEvent item = PortalEvent.FromJson(System.Text.Encoding.UTF8.GetBytes($$$"""{"eventId":1,"type":"X","date":"{{{text}}}","data":{}}"""));

        Assert.Equal(date is null ? null : DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture), item.Date);
    }

    [Theory]
    [InlineData("imbot.v2.Chat.get", "dialogId")]
    [InlineData("imbot.v2.Bot.get", "code")]
    public async Task Numbers_are_sent_as_text_if_the_portal_accepts_only_text(string method, string parameter)
    {
        AnsweringPortal portal = new((200, Done));

        await CallAsync(portal, method, new JsonMap { ["botId"] = 456, [parameter] = 17 });

        Assert.Contains($"\"{parameter}\":\"17\"", portal.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("\"botId\":456", portal.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_become_text_only_in_messages_of_the_chat_bot_API()
    {
        AnsweringPortal portal = new((200, Sent));
        JsonMap parameters = new() { ["botId"] = 456, ["dialogId"] = 17, ["fields"] = new JsonMap { ["message"] = 42 } };

        await CallAsync(portal, "imbot.v2.Chat.Message.send", parameters);
        await CallAsync(portal, "im.dialog.get", new JsonMap { ["dialogId"] = 17 });

        Assert.Contains("\"dialogId\":\"17\",\"fields\":{\"message\":\"42\"}", portal.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("\"dialogId\":17", portal.Bodies[1], StringComparison.Ordinal);
        Assert.Equal(17, parameters["dialogId"]);
    }

    private static Task<PortalAnswer> CallAsync(AnsweringPortal portal, string method, JsonMap parameters) =>
        portal.Webhook().CallAsync(ApiMethod.Parse(method), parameters, Secret.FromText("my_bot_token"), null, TestContext.Current.CancellationToken);
}
