using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Lists;

public sealed class ListPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(50, 1, 0)]
    [InlineData(51, 2, 0)]
    [InlineData(101, 1, 1)]
    [InlineData(2549, 1, 1)]
    [InlineData(2551, 1, 2)]
    public async Task Every_item_is_returned_once_and_in_order(int total, int calls, int batches)
    {
        ListPortal portal = new(total);

        Assert.Equal(Enumerable.Range(0, total), await ReadAsync(portal, []));

        // The one page after a batch of 50 is a separate call.
        Assert.Equal((total == 2551 ? 2 : calls, total == 2551 ? 1 : batches), (portal.Calls, portal.Batches));
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_read_is_read_to_its_new_end()
    {
        ListPortal portal = new(150);
        ListPages pages = Pages(portal, "crm.deal.list", []);
        List<int> ids = [.. Ids((await pages.NextAsync(Cancellation))!)];
        portal.Total = 170;
        while (await pages.NextAsync(Cancellation) is { } page)
        {
            ids.AddRange(Ids(page));
        }

        Assert.Equal(Enumerable.Range(0, 170), ids);
    }

    [Fact]
    public async Task Parameters_that_a_batch_could_change_are_read_page_by_page()
    {
        foreach (JsonMap filter in new JsonMap[]
        {
            new() { ["ACTIVE"] = false },
            new() { ["ID"] = new List<object?>() },
            new() { ["NAME"] = "$result[page0][0]" },
            new() { ["<ID"] = 5 },
            new() { ["NAME"] = null },
        })
        {
            ListPortal portal = new(150);
            Assert.Equal(150, (await ReadAsync(portal, new JsonMap { ["FILTER"] = filter })).Count);
            Assert.Equal((3, 0), (portal.Calls, portal.Batches));
        }

        ListPortal batched = new(149);
        await ReadAsync(batched, new JsonMap { ["filter"] = new JsonMap { [">ID"] = 0, ["STAGE"] = new List<object?> { "NEW", 7L } } });
        Assert.Equal((1, 1), (batched.Calls, batched.Batches));
    }

    [Fact]
    public async Task The_start_parameter_is_where_the_list_begins()
    {
        Assert.Equal(Enumerable.Range(100, 60), await ReadAsync(new ListPortal(160), new JsonMap { ["start"] = "100" }));
        B24Exception error = Assert.Throws<B24Exception>(() => Pages(new ListPortal(1), "user.get", new JsonMap { ["start"] = -1L }));
        Assert.Equal(nameof(PortalErrors.ListNotFollowed), error.ErrorId);
    }

    [Fact]
    public async Task The_only_list_inside_a_result_is_used()
    {
        ListPortal portal = new(2) { Result = """{"items":[{"ID":"0"},{"ID":"1"}]}""" };
        Assert.Equal([0, 1], await ReadAsync(portal, []));
    }

    [Fact]
    public async Task A_list_with_gaps_inside_a_result_is_used()
    {
        ListPortal portal = new(2) { Result = """{"items":{"3":{"ID":"1"},"5":{"ID":"0"}},"meta":{},"cursor":5}""" };
        Assert.Equal([1, 0], await ReadAsync(portal, []));
    }

    [Theory]
    [InlineData("user.get", "null")]
    [InlineData("user.search", "false")]
    [InlineData("department.get", """{"a":1}""")]
    public async Task A_list_method_that_returns_no_list_causes_an_error(string method, string result)
    {
        ListPages pages = Pages(new ListPortal(1) { Result = result }, method, []);
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => pages.NextAsync(Cancellation));
        Assert.Equal((nameof(ConnectionErrors.AnswerUnexpected), method), (error.ErrorId, error.Method));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("""{"NAME":"A"}""")]
    public void An_item_that_is_not_a_person_or_department_causes_an_error(string item)
    {
        JsonElement[] items = [JsonDocument.Parse(item).RootElement];
        Assert.Equal(nameof(ConnectionErrors.AnswerUnexpected), Assert.Throws<B24Exception>(() => new UserQuery().Read(items).Count()).ErrorId);
        Assert.Equal(nameof(ConnectionErrors.AnswerUnexpected), Assert.Throws<B24Exception>(() => new DepartmentQuery("7").Read(items).Count()).ErrorId);
    }

    [Theory]
    [InlineData("""{"a":[],"b":[]}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("true")]
    public async Task A_result_without_a_list_is_an_error(string result)
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => ReadAsync(new ListPortal(1) { Result = result }, []));
        Assert.Equal(nameof(PortalErrors.ListNotFollowed), error.ErrorId);
    }

    [Fact]
    public async Task A_next_value_that_does_not_advance_causes_an_error()
    {
        ListPortal portal = new(500) { Beside = start => $",\"next\":{start}" };
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => ReadAsync(portal, []));
        Assert.Equal((nameof(PortalErrors.ListNotFollowed), 1), (error.ErrorId, portal.Calls));
    }

    [Fact]
    public async Task A_list_with_an_unknown_kind_of_paging_causes_an_error()
    {
        ListPortal portal = new(1) { Result = """{"events":[{"ID":"0"}],"hasMore":true}""" };
        ListPages pages = Pages(portal, "im.recent.list", []);
        Assert.Single((await pages.NextAsync(Cancellation))!);
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => pages.NextAsync(Cancellation));
        Assert.Equal(nameof(PortalErrors.ListNotFollowed), error.ErrorId);
    }

    [Fact]
    public async Task A_refused_page_causes_an_error_after_the_previous_pages()
    {
        ListPortal portal = new(400) { RefusedStart = 150 };
        ListPages pages = Pages(portal, "crm.deal.list", []);
        for (int page = 0; page < 3; page++)
        {
            Assert.Equal(50, (await pages.NextAsync(Cancellation))!.Count);
        }

        Assert.Equal(nameof(PortalErrors.AccessDenied), (await Assert.ThrowsAsync<B24Exception>(() => pages.NextAsync(Cancellation))).ErrorId);
        Assert.Equal(nameof(PortalErrors.AccessDenied), (await Assert.ThrowsAsync<B24Exception>(() => pages.NextAsync(Cancellation))).ErrorId);
    }

    internal static ListPages Pages(ListPortal portal, string method, JsonMap parameters)
    {
        Core.Rest.PortalClient client = portal.Client();
        ApiMethod name = ApiMethod.Parse(method);
        return new ListPages(
            name,
            parameters,
            (page, cancellation) => client.CallAsync(name, page, null, null, cancellation),
            cancellation => new Core.Batching.CommandBatches(client, null, false, null, cancellation));
    }

    private static async Task<List<int>> ReadAsync(ListPortal portal, JsonMap parameters)
    {
        ListPages pages = Pages(portal, "crm.deal.list", parameters);
        List<int> ids = [];
        while (await pages.NextAsync(Cancellation) is { } page)
        {
            ids.AddRange(Ids(page));
        }

        return ids;
    }

    private static IEnumerable<int> Ids(IEnumerable<JsonElement> page) => page.Select(item => (int)item.Number("ID")!);
}
