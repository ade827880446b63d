using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Listening;

public sealed class ListenerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-pushed-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("chunked")]
    [InlineData("with a length")]
    [InlineData("asked for")]
    [InlineData("as JSON")]
    [InlineData("HTTP/1.0")]
    [InlineData("byte by byte")]
    [InlineData("with a query")]
    [InlineData("without a slash")]
    public async Task An_event_is_accepted_in_every_HTTP_transfer_form(string way)
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        string form = TestListener.Form(1);
        const string json = """{"event":"ONIMBOTV2MESSAGEADD","data":{"bot":{"id":456},"message":{"id":1,"text":"hello"}},"auth":{"application_token":"custommy_bot_token"}}""";
        using RawHttp raw = await RawHttp.ConnectAsync(listener.EndPoint);
        switch (way)
        {
            case "chunked":
                await raw.SendAsync("POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
                await raw.SendAsync($"{form.Length - 10:X};extension=1\r\n{form[..^10]}\r\na\r\n{form[^10..]}\r\n0\r\nTrailer: x\r\n\r\n");
                break;
            case "asked for":
                await raw.SendAsync(TestListener.Post(form, headers: "Expect: 100-continue\r\n")[..^form.Length]);
                Assert.Equal(100, await raw.StatusAsync());
                await raw.SendAsync(form);
                break;
            case "as JSON":
                await raw.SendAsync(TestListener.Post(json, type: "application/json; charset=utf-8"));
                break;
            case "HTTP/1.0":
                await raw.SendAsync(TestListener.Post(form).Replace("HTTP/1.1\r\nHost: bots.example.com", "HTTP/1.0", StringComparison.Ordinal));
                break;
            case "byte by byte":
                foreach (char sign in TestListener.Post(form))
                {
                    await raw.SendAsync(sign.ToString());
                }

                break;
            default:
                await raw.SendAsync(TestListener.Post(form, path: way == "with a query" ? "/b24/?a=1" : way == "without a slash" ? "/b24" : "/b24/"));
                break;
        }

        Assert.Equal(200, await raw.StatusAsync());
        PortalEvent item = Assert.Single(await listener.ReceiveAsync(1));
        Assert.Equal((EventKind.Message, 456, 1, "hello"), (item.Kind, item.BotId, item.MessageId, item.Message!.Text));
    }

    [Fact]
    public async Task Connections_are_kept_open_and_requests_can_be_pipelined()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://{listener.EndPoint}") };
        for (int number = 1; number <= 3; number++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/b24/") { Content = new StringContent(TestListener.Form(number)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            request.Headers.Host = "public.example.com";
            request.Headers.ExpectContinue = number == 2;
            using HttpResponseMessage answer = await http.SendAsync(request, Cancellation);
            Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, answer.Headers.ConnectionClose == true));
        }

        using RawHttp raw = await RawHttp.ConnectAsync(listener.EndPoint);
        await raw.SendAsync(TestListener.Post(TestListener.Form(4)) + TestListener.Post(TestListener.Form(5)));
        Assert.Equal((200, 200), (await raw.StatusAsync(), await raw.StatusAsync()));
        Assert.Equal([1, 2, 3, 4, 5], (await listener.ReceiveAsync(5)).Select(item => item.MessageId!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: text/plain\r\n")]
    [InlineData("Content-Type: application/octet-stream\r\n")]
    [InlineData("Content-Type: multipart/form-data; boundary=x\r\n")]
    [InlineData("Content-Type: nonsense\r\n")]
    [InlineData("Content-Type: application/json\r\n")]
    public async Task Forms_and_JSON_are_recognized_with_any_content_type(string type)
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        string form = TestListener.Form(1);
        const string json = """
            {"event":"ONIMBOTV2MESSAGEADD","data":{"bot":{"id":456},"message":{"id":2,"text":"hello"}},"auth":{"application_token":"custommy_bot_token"}}
            """;
        foreach (string body in new[] { form, json, "\u00EF\u00BB\u00BF\r\n " + json.Replace("\"id\":2", "\"id\":3", StringComparison.Ordinal) })
        {
            Assert.Equal(200, await listener.SendAsync(TestListener.Post(body).Replace("Content-Type: application/x-www-form-urlencoded\r\n", type, StringComparison.Ordinal)));
        }

        Assert.Equal([1, 2, 3], (await listener.ReceiveAsync(3)).Select(item => item.MessageId!.Value));
    }

    [Fact]
    public async Task Refused_requests_cause_one_warning_for_each_reason()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        string withoutData = "event=ONIMBOTV2MESSAGEADD&auth[application_token]=custommy_bot_token";
        Assert.Equal(400, await listener.SendAsync(TestListener.Post(withoutData)));
        Assert.Equal(400, await listener.SendAsync(TestListener.Post("nothing")));
        Assert.Equal(403, await listener.SendAsync(TestListener.Post(TestListener.Form(1, botId: 457))));
        Assert.Equal(403, await listener.SendAsync(TestListener.Post(TestListener.Form(1, token: "wrong"))));
        Assert.Equal(403, await listener.SendAsync(TestListener.Post(TestListener.Form(1, token: "wrong too"))));
        WarningObserver observer = new();

        await listener.Source.FinishAsync(observer, Cancellation);

        Assert.Equal(3, observer.Warnings.Count);
        Assert.Contains(observer.Warnings, line => line.StartsWith("Refused 1 request (400): the body is not an event", StringComparison.Ordinal) && line.Contains("the portal sent this", StringComparison.Ordinal));
        Assert.Contains(observer.Warnings, line => line.StartsWith("Refused 1 request (403): the event is for another bot.", StringComparison.Ordinal));
        Assert.Contains("Refused 2 requests (403): the application token does not match.", observer.Warnings);
        Assert.StartsWith("Refused 1 request (400): the body is not an event", Assert.Single(observer.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_event_with_too_many_form_fields_causes_a_warning()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        string fields = string.Concat(Enumerable.Repeat("data[x][]=1&", FormReader.MaxPairs + 1));
        Assert.Equal(400, await listener.SendAsync(TestListener.Post(fields + TestListener.Form(1))));
        WarningObserver observer = new();

        await listener.Source.FinishAsync(observer, Cancellation);

        Assert.Contains("the portal sent this", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    public static TheoryData<int, string> Refused => new()
    {
        { 404, TestListener.Post(TestListener.Form(1), path: "/") },
        { 404, TestListener.Post(TestListener.Form(1), path: "/b24/x") },
        { 404, TestListener.Post(TestListener.Form(1), path: "/B24/") },
        { 405, "GET /b24/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 405, TestListener.Post(TestListener.Form(1)).Replace("POST", "PUT", StringComparison.Ordinal) },
        { 411, "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" },
        { 413, TestListener.Post(TestListener.Form(1)).Replace("Content-Length: ", "Content-Length: 99999999", StringComparison.Ordinal) },
        { 413, "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n" },
        { 415, TestListener.Post(TestListener.Form(1), headers: "Content-Encoding: gzip\r\n") },
        { 417, TestListener.Post(TestListener.Form(1), headers: "Expect: the-unexpected\r\n") },
        { 400, TestListener.Post("nothing") },
        { 400, TestListener.Post("{\"event\":", type: "application/json") },
        { 400, TestListener.Post("event=X&data[a]=1&" + string.Concat(Enumerable.Repeat("&a[]=1", FormReader.MaxPairs + 1))) },
        { 403, TestListener.Post(TestListener.Form(1, token: "custommy_bot_tokem")) },
        { 403, TestListener.Post(TestListener.Form(1, token: "")) },
        { 403, TestListener.Post(TestListener.Form(1, token: TestListener.Token)) },
        { 403, TestListener.Post(TestListener.Form(1, botId: 457)) },
        { 403, TestListener.Post(TestListener.Form(1, type: "ONIMV2MESSAGEADD")) },
        { 403, TestListener.Post(TestListener.Form(1, type: "ONAPPINSTALL")) },
        { 400, "hello\r\n\r\n" },
        { 400, "\r\n\r\n" },
        { 400, "POST http://x/b24/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "POST  /b24/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nContent-Length: 0\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost : x\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: x\nContent-Length: 1\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: \0\r\n\r\n" },
        { 400, TestListener.Post("x", headers: "Content-Length: 2\r\n") },
        { 400, TestListener.Post("x", headers: "Transfer-Encoding: chunked\r\n") },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" },
        { 400, "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n" },
        { 501, "POST /b24/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" },
        { 505, "POST /b24/ HTTP/2.0\r\nHost: x\r\n\r\n" },
        { 431, "POST /b24/ HTTP/1.1\r\nHost: " + new string('x', 20_000) + "\r\n\r\n" },
        { 431, "POST /b24/ HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 200)) + "\r\n" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Invalid_requests_are_refused_with_the_right_status(int status, string request)
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        Assert.Equal(status, await listener.SendAsync(request));
        Assert.Equal(200, await listener.SendAsync(TestListener.Post(TestListener.Form(77))));
        Assert.Equal(77, Assert.Single(await listener.ReceiveAsync(1)).MessageId);
    }

    /// <summary>Clients that send most of a large body and then wait fill the buffer for bodies, but don't block the portal's events.</summary>
    [Fact]
    public async Task Incomplete_bodies_do_not_block_later_events()
    {
        const int events = 191;
        using TestListener listener = await TestListener.StartAsync(folder, new HttpLimits { BufferedBytes = 4 * 1024 * 1024 });
        List<RawHttp> stalled = [];
        try
        {
            int accepted = 0;
            for (int number = 1; number <= events; number++)
            {
                if (stalled.Count < 34)
                {
                    RawHttp client = await RawHttp.ConnectAsync(listener.EndPoint);
                    stalled.Add(client);
                    string body = new('x', 1024 * 1024);
                    string request = TestListener.Post(body);
                    await client.SendAsync(request[..^1000]);
                }

                string text = number % 10 == 0 ? new string('y', 300_000) : "hello";
                accepted += await listener.SendAsync(TestListener.Post(TestListener.Form(number, text))) == 200 ? 1 : 0;
            }

            Assert.Equal(events, accepted);
        }
        finally
        {
            stalled.ForEach(client => client.Dispose());
        }

        Assert.Equal(events, (await listener.ReceiveAsync(events)).Count);
    }

    [Fact]
    public async Task A_large_body_is_refused_and_its_sender_receives_the_answer()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        using ByteArrayContent content = new(new byte[1024 * 1024 + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"http://{listener.EndPoint}/b24/"), content, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST /b24/ HTTP/1.1\r\nHost:")]
    [InlineData("POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{")]
    [InlineData("")]
    public async Task A_slow_client_gets_a_timeout(string beginning)
    {
        using TestListener listener = await TestListener.StartAsync(folder, new HttpLimits { Patience = TimeSpan.FromMilliseconds(200) });
        using RawHttp raw = await RawHttp.ConnectAsync(listener.EndPoint);
        await raw.SendAsync(beginning);
        Assert.Equal(408, await raw.StatusAsync());
    }

    [Fact]
    public async Task Idle_clients_do_not_block_others()
    {
        using TestListener listener = await TestListener.StartAsync(folder, new HttpLimits { Connections = 4 });
        List<RawHttp> waiting = [];
        for (int number = 0; number < 20; number++)
        {
            RawHttp raw = await RawHttp.ConnectAsync(listener.EndPoint);
            await raw.SendAsync("POST /b24/ HTTP/1.1\r\n");
            waiting.Add(raw);
        }

        Assert.Equal(200, await listener.SendAsync(TestListener.Post(TestListener.Form(1))));
        waiting.ForEach(raw => raw.Dispose());
    }

    [Fact]
    public async Task Accepted_events_survive_a_restart_and_done_events_are_not_delivered_again()
    {
        using (TestListener first = await TestListener.StartAsync(folder))
        {
            for (int number = 1; number <= 30; number++)
            {
                Assert.Equal(200, await first.SendAsync(TestListener.Post(TestListener.Form(number, dialogId: $"chat{number % 3}"))));
            }

            foreach (PortalEvent item in (await first.ReceiveAsync(30)).Where(item => item.MessageId % 2 == 0))
            {
                first.Source.Done(item);
            }
        }

        using TestListener second = await TestListener.StartAsync(folder);
        List<PortalEvent> left = await second.ReceiveAsync(15);
        Assert.Equal(Enumerable.Range(0, 15).Select(number => (long?)((number * 2) + 1)), left.Select(item => item.MessageId));

        // An event that was received before, done or not, is accepted and ignored.
        Assert.Equal(200, await second.SendAsync(TestListener.Post(TestListener.Form(2))));
        Assert.Equal(200, await second.SendAsync(TestListener.Post(TestListener.Form(3))));
        Assert.Equal(200, await second.SendAsync(TestListener.Post(TestListener.Form(99))));
        Assert.Equal(99, Assert.Single(await second.ReceiveAsync(1)).MessageId);
    }

    [Fact]
    public async Task An_event_can_be_marked_as_done_after_the_listener_has_ended()
    {
        List<PortalEvent> items;
        using (TestListener first = await TestListener.StartAsync(folder))
        {
            await first.SendAsync(TestListener.Post(TestListener.Form(1)));
            await first.SendAsync(TestListener.Post(TestListener.Form(2)));
            items = await first.ReceiveAsync(2);
            first.Dispose();
            first.Source.Done(items[0]);
        }

        using TestListener second = await TestListener.StartAsync(folder);
        Assert.Equal(2, Assert.Single(await second.ReceiveAsync(1)).MessageId);
    }

    [Fact]
    public async Task Only_identical_events_of_a_message_are_duplicates()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        string first = TestListener.Form(1, text: "one", type: "ONIMBOTV2MESSAGEUPDATE");
        string second = TestListener.Form(1, text: "two", type: "ONIMBOTV2MESSAGEUPDATE");
        string pressed = TestListener.Form(1, type: "ONIMBOTV2COMMANDADD") + "&data[command][id]=9&data[command][params]=";
        foreach (string form in new[] { first, second, first, pressed + "yes", pressed + "no", pressed + "yes" })
        {
            Assert.Equal(200, await listener.SendAsync(TestListener.Post(form)));
        }

        Assert.Equal(["one", "two", "yes", "no"], (await listener.ReceiveAsync(4)).Select(item => item.Command?.CommandParameter ?? item.Message!.Text));
    }

    [Fact]
    public async Task Stored_files_contain_no_secret_and_only_their_owner_can_read_them()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        await listener.SendAsync(TestListener.Post(TestListener.Form(1)));
        await listener.SendAsync(TestListener.Post(TestListener.Form(2, token: "forged")));
        string[] files = Directory.GetFiles(folder);
        Assert.Contains(files, file => file.EndsWith(".json", StringComparison.Ordinal));
        foreach (string file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            string content = await ReadAsync(file);
            Assert.DoesNotContain(TestListener.Token, content, StringComparison.Ordinal);
            Assert.DoesNotContain("auth\"", content, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task An_event_that_cannot_be_stored_is_refused()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, string.Empty, Cancellation);
        try
        {
            Assert.Equal(503, await listener.SendAsync(TestListener.Post(TestListener.Form(1))));
        }
        finally
        {
            File.Delete(folder);
            Directory.Move(folder + "-away", folder);
        }

        Assert.Equal(200, await listener.SendAsync(TestListener.Post(TestListener.Form(1))));
        Assert.Equal(1, Assert.Single(await listener.ReceiveAsync(1)).MessageId);
    }

    [Fact]
    public async Task Events_above_the_rate_limit_are_refused_until_time_has_passed()
    {
        FakeClock clock = new();
        using PushedQueue queue = new(folder, new Uri("https://portal.example.com/"), 456, clock);
        queue.Open();
        ListenAddress address = ListenAddress.Parse(new Uri("http://127.0.0.1:0/"));
        EventEndpoint endpoint = new(address, ApplicationToken.FromBotToken(Secret.FromText(TestListener.Token)!), 456, queue, new ArrivalRate(2, 1, clock), new Refusals(clock));
        async Task<int> Offer(int number, string token = "custom" + TestListener.Token)
        {
            try
            {
                await endpoint.AcceptAsync(new ArraySegment<byte>(Encoding.ASCII.GetBytes(TestListener.Form(number, token: token))));
                return 200;
            }
            catch (HttpRefusal refusal)
            {
                return refusal.Status;
            }
        }

        Assert.Equal((403, 403, 403), (await Offer(1, "a"), await Offer(1, "b"), await Offer(1, "c")));
        Assert.Equal((200, 200, 429), (await Offer(1), await Offer(2), await Offer(3)));
        await clock.DelayAsync(TimeSpan.FromSeconds(1), Cancellation);
        Assert.Equal((200, 429), (await Offer(3), await Offer(4)));
    }

    [Fact]
    public async Task A_port_in_use_has_its_own_error_and_is_released_at_the_end()
    {
        IPEndPoint taken;
        using (TestListener first = await TestListener.StartAsync(folder))
        {
            taken = first.EndPoint;
            using TestListener second = new(Path.Combine(folder, "second"), uri: $"http://127.0.0.1:{taken.Port}/");
            B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => second.Source.StartAsync(null, Cancellation));
            Assert.Equal(EventErrors.ListenPortBusy, error.Kind);
            Assert.Equal(200, await first.SendAsync(TestListener.Post(TestListener.Form(1))));
        }

        using TestListener third = new(Path.Combine(folder, "second"), uri: $"http://127.0.0.1:{taken.Port}/b24/");
        await third.Source.StartAsync(null, Cancellation);
        Assert.Equal(200, await third.SendAsync(TestListener.Post(TestListener.Form(1))));
    }

    [Fact]
    public async Task Only_the_specified_address_accepts_connections()
    {
        using TestListener listener = await TestListener.StartAsync(folder);
        Assert.Equal(IPAddress.Loopback, listener.EndPoint.Address);
        Assert.True(OperatingSystem.IsMacOS() || await Record.ExceptionAsync(() => RawHttp.ConnectAsync(new IPEndPoint(IPAddress.Parse("127.0.0.2"), listener.EndPoint.Port))) is System.Net.Sockets.SocketException);
    }

    [Theory]
    [InlineData("https://127.0.0.1:8443/", nameof(EventErrors.ListenHttpsRefused))]
    [InlineData("http://bots.example.com:8080/", nameof(EventErrors.ListenUriInvalid))]
    [InlineData("ftp://127.0.0.1/", nameof(EventErrors.ListenUriInvalid))]
    [InlineData("http://u:p@127.0.0.1/", nameof(EventErrors.ListenUriInvalid))]
    [InlineData("http://127.0.0.1/?x=1", nameof(EventErrors.ListenUriInvalid))]
    [InlineData("/b24/", nameof(EventErrors.ListenUriInvalid))]
    [InlineData("http://localhost:8080/a/b", null)]
    [InlineData("http://[::1]:8080/", null)]
    [InlineData("http://0.0.0.0:8080", null)]
    public void Only_http_addresses_of_this_machine_are_valid(string uri, string? errorId)
    {
        Uri address = new(uri, UriKind.RelativeOrAbsolute);
        Assert.Equal(errorId, (Record.Exception(() => ListenAddress.Parse(address)) as B24Exception)?.ErrorId);
    }

    [Fact]
    public async Task Listening_on_an_address_of_another_machine_fails()
    {
        using TestListener listener = new(folder, uri: "http://192.0.2.1:8080/");
        Assert.Equal(EventErrors.ListenFailed, (await Assert.ThrowsAsync<B24Exception>(() => listener.Source.StartAsync(null, Cancellation))).Kind);
    }

    [Fact]
    public async Task A_queue_that_is_in_use_or_of_another_bot_cannot_be_opened()
    {
        using (await TestListener.StartAsync(folder))
        {
            using PushedQueue inUse = new(folder, new Uri("https://portal.example.com/"), 456, SystemClock.Instance);
            Assert.Equal(EventErrors.OffsetStoreBusy, Assert.Throws<B24Exception>(() => inUse.Open()).Kind);
        }

        using PushedQueue other = new(folder, new Uri("https://portal.example.com/"), 457, SystemClock.Instance);
        Assert.Equal(EventErrors.OffsetStoreOfAnotherBot, Assert.Throws<B24Exception>(() => other.Open()).Kind);
    }

    [Fact]
    public async Task An_unknown_file_in_the_folder_causes_a_warning_and_is_kept()
    {
        string foreign = Path.Combine(folder, "notes.json");
        await File.WriteAllTextAsync(foreign, "{}", Cancellation);
        using (PushedQueue before = new(folder, new Uri("https://portal.example.com/"), 456, SystemClock.Instance))
        {
            before.Open();
            await before.AddAsync(PushedEvent.Read("""{"event":"ONIMBOTV2MESSAGEADD","data":{"message":{"id":1} } }"""));
        }

        List<string> warnings = [];
        using PushedQueue queue = new(folder, new Uri("https://portal.example.com/"), 456, SystemClock.Instance);

        Assert.Equal(1, queue.Open(warnings.Add));
        Assert.Contains("notes.json", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.True(await queue.WaitAsync(TimeSpan.Zero, Cancellation));
        Assert.Single(queue.Dequeue(10, Assert.Fail));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task An_unreadable_stored_event_is_renamed_with_a_warning_and_the_others_are_delivered()
    {
        using PushedQueue queue = new(folder, new Uri("https://portal.example.com/"), 456, SystemClock.Instance);
        queue.Open();
        foreach (int number in new[] { 1, 2, 3 })
        {
            await queue.AddAsync(PushedEvent.Read($$$"""{"event":"ONIMBOTV2MESSAGEADD","data":{"message":{"id":{{{number}}} } } }"""));
        }

        string damaged = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ElementAt(1);
        await File.WriteAllTextAsync(damaged, "{\"event\":", Cancellation);
        List<string> warnings = [];
        Assert.True(await queue.WaitAsync(TimeSpan.Zero, Cancellation));
        Assert.Equal([1, 3], queue.Dequeue(50, warnings.Add).Select(item => item.MessageId!.Value));
        Assert.Contains(damaged, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(damaged + ".unreadable"));
    }

    private static async Task<string> ReadAsync(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private sealed class WarningObserver : ICallObserver
    {
        public List<string> Warnings { get; } = [];

        public List<string> Lines { get; } = [];

        public bool WantsDetail => true;

        public bool WantsBodies => false;

        public void Report(string line) => Lines.Add(line);

        public void Warn(string line) => Warnings.Add(line);

        public void Warn(string line, B24Exception failure) => Warn($"{line} {failure.Message}");

        public void Wait(string reason, TimeSpan time)
        {
        }

        public void Show(string text)
        {
        }
    }
}
