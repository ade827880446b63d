using System.Net;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>The few methods outside imbot.v2 that bot scripts need first.</summary>
public sealed class ClassicMethodTests : EmulatorTest
{
    [Fact]
    public async Task AppInfoAndProfileDescribeApplicationAndCaller()
    {
        Reply webhook = await HookAsync("app.info");
        Assert.Equal(["imbot", "im", "user", "basic", "department"], webhook.At("SCOPE")!.AsArray().Select(scope => (string)scope!));
        Reply oauth = await OAuthAsync("app.info");
        Assert.Equal((Emulator.Application.ClientId, "L"), (oauth.Text("CODE"), oauth.Text("STATUS")));
        Assert.Equal("1 | true | Olga | Admin", (await HookAsync("profile")).Result.Show("ID", "ADMIN", "NAME", "LAST_NAME"));
        Assert.Equal("1 | Olga | olga@example.com | employee", (await HookAsync("user.current")).Result.Show("ID", "NAME", "EMAIL", "USER_TYPE"));
    }

    [Theory]
    [InlineData("""{}""", "1,17,23")]
    [InlineData("""{"ID":17}""", "17")]
    [InlineData("""{"id":["17","23"]}""", "17,23")]
    [InlineData("""{"FILTER":{"EMAIL":"ANNA@example.com"}}""", "17")]
    [InlineData("""{"filter":{"name":"%a%"}}""", "1,17,23")]
    [InlineData("""{"FILTER":{"%LAST_NAME":"ROV"}}""", "17,23")]
    [InlineData("""{"FILTER":{"!ID":1},"SORT":"NAME","ORDER":"desc"}""", "23,17")]
    [InlineData("""{"FILTER":{"UF_DEPARTMENT":7}}""", "23")]
    [InlineData("""{"FILTER":{"ACTIVE":true,"USER_TYPE":"employee"}}""", "1,17,23")]
    [InlineData("""{"FILTER":{"ID":456}}""", "")]
    public async Task UsersAreFiltered(string filter, string ids)
    {
        Portal.FindUser(23)!.DepartmentIds = [7];
        Reply reply = await HookAsync("user.get", JsonNode.Parse(filter));
        Assert.Equal(ids, string.Join(',', reply.MustSucceed().Result.AsArray().Select(user => (string)user!["ID"]!)));
        Assert.Equal(ids.Length == 0 ? null : ids.Split(',').Length, (int?)reply.Body["total"]);
    }

    [Theory]
    [InlineData("""{"FIND":"pet ann"}""", "17")]
    [InlineData("""{"FILTER":{"FIND":"exam"}}""", "1,17,23")]
    [InlineData("""{"NAME":"iv"}""", "23")]
    [InlineData("""{"FIND":"nobody"}""", "")]
    public async Task UsersAreFoundByTheirWords(string filter, string ids)
    {
        Reply reply = await HookAsync("user.search", JsonNode.Parse(filter));
        Assert.Equal(ids, string.Join(',', reply.MustSucceed().Result.AsArray().Select(user => (string)user!["ID"]!)));
    }

    [Fact]
    public async Task ListsComeInPagesOfFifty()
    {
        for (int number = 0; number < 60; number++)
        {
            Portal.AddUser($"Person {number}");
        }

        Reply first = await HookAsync("user.get");
        Assert.Equal((50, 50, 63), (first.Result.AsArray().Count, (int)first.Body["next"]!, (int)first.Body["total"]!));
        Reply second = await HookAsync("user.get", new { start = 50 });
        Assert.Equal((13, 63), (second.Result.AsArray().Count, (int)second.Body["total"]!));
        Assert.Null(second.Body["next"]);
        Assert.Null((await HookAsync("user.get", new { start = -1 })).Body["total"]);

        Reply batch = await HookAsync("batch", new { cmd = new { users = "user.get?start=50" } });
        Assert.Equal((13, 63), (batch.At("result", "users")!.AsArray().Count, batch.Int("result_total", "users")));
    }

    [Fact]
    public async Task DepartmentsAreListedAndFiltered()
    {
        Reply reply = await HookAsync("department.get", new { PARENT = 1 });
        Assert.Equal("7 | Engineering | 1 | 17", Assert.Single(reply.Result.AsArray()).Show("ID", "NAME", "PARENT", "UF_HEAD"));
        Assert.Equal(2, (await HookAsync("department.get")).Result.AsArray().Count);
        (await OAuthAsync("department.get")).MustFail("insufficient_scope", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ScopeReturnsThePermissionsOfTheCaller()
    {
        Assert.Equal("imbot,im,user,basic,department", Names(await HookAsync("scope")));
        Assert.Equal("imbot,im", Names(await OAuthAsync("scope")));
        Assert.Equal("imbot,im", Names(await OAuthAsync("scope", new { full = false })));
        Reply batch = await OAuthAsync("batch", new { cmd = new { mine = "scope" } });
        Assert.Equal("""["imbot","im"]""", batch.At("result", "mine")!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"full":true}""")]
    [InlineData("""{"full":"true"}""")]
    [InlineData("""{"FULL":1}""")]
    public async Task FullScopeReturnsThePermissionsOfThePortal(string parameters)
    {
        string all = Names(await OAuthAsync("scope", JsonNode.Parse(parameters)));
        Assert.Equal("basic,department,im,imbot,user", string.Join(',', all.Split(',').Order(StringComparer.Ordinal)));
        Assert.Equal(all, Names(await HookAsync("scope", JsonNode.Parse(parameters))));
    }

    [Fact]
    public async Task NotificationsReachAPersonsList()
    {
        Reply reply = await HookAsync("im.notify.personal.add", new { USER_ID = 17, MESSAGE = " Backup[BR]done ", TAG = "t" });
        Notification first = Assert.Single(Portal.Notifications);
        Assert.Equal(((int)reply.Result, 17, 1, "Backup\ndone", ""), (first.Id, first.ToUserId, first.FromUserId, first.Text, first.Tag));
        await OAuthAsync("im.notify.system.add", new { user_id = "17", message = "one", tag = "t" });
        await OAuthAsync("im.notify.system.add", new { to = 17, message = "two", tag = "t" });
        Assert.Equal((0, "Emulated application\ntwo"), (Portal.Notifications[^1].FromUserId, Portal.Notifications[^1].Text));
        Assert.Equal(2, Portal.Notifications.Count);
        (await HookAsync("im.notify.personal.add", new { MESSAGE = "x" })).MustFail("USER_ID_EMPTY");
        (await HookAsync("im.notify.personal.add", new { USER_ID = 17, MESSAGE = " " })).MustFail("MESSAGE_EMPTY");
        (await HookAsync("im.notify.personal.add", new { USER_ID = 17, MESSAGE = "x", ATTACH = "x" })).MustFail("ATTACH_ERROR");
        Assert.False((bool)(await HookAsync("im.notify.personal.add", new { USER_ID = 999, MESSAGE = "x" })).Result);
    }

    [Fact]
    public async Task MessagesOfADialogAreListedInPages()
    {
        int[] ids = [.. Enumerable.Range(0, 30).Select(number => Portal.Write(17, "chat5", $"m{number}").Id)];
        Reply newest = await HookAsync("im.dialog.messages.get", new { DIALOG_ID = "chat5" });
        Assert.Equal(ids.Reverse().Take(20), newest.At("messages")!.AsArray().Select(message => (int)message!["id"]!));
        Assert.Equal("17 | Anna Petrova | Petrova", Assert.Single(newest.At("users")!.AsArray()).Show("id", "name", "last_name"));
        Reply before = await HookAsync("im.dialog.messages.get", new { DIALOG_ID = "chat5", LAST_ID = ids[3], LIMIT = 2 });
        Assert.Equal([ids[2], ids[1]], before.At("messages")!.AsArray().Select(message => (int)message!["id"]!));
        Reply behind = await HookAsync("im.dialog.messages.get", new { CHAT_ID = 5, FIRST_ID = ids[27] });
        Assert.Equal([ids[28], ids[29]], behind.At("messages")!.AsArray().Select(message => (int)message!["id"]!));
        (await HookAsync("im.dialog.messages.get", new { DIALOG_ID = "x" })).MustFail("DIALOG_ID_EMPTY");
        (await HookAsync("im.dialog.messages.get", new { DIALOG_ID = "chat99" })).MustFail("ACCESS_ERROR", HttpStatusCode.Forbidden);
        (await HookAsync("im.dialog.messages.get", new { DIALOG_ID = "chat5", LAST_ID = "x" })).MustFail("LAST_ID_STRING");
    }

    private static string Names(Reply reply) => string.Join(',', reply.MustSucceed().Result.AsArray().Select(name => (string)name!));
}
