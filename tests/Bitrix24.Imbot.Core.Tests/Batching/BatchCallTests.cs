using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

/// <summary>What is repeated of a batch, and what each command is told: counted at a portal whose answers are given.</summary>
public sealed class BatchCallTests
{
    [Fact]
    public async Task Each_command_has_its_own_result_or_error_in_the_order_of_the_commands()
    {
        ScriptedPortal portal = new("""{"result":{"result":{"b":{"id":2},"d":null},"result_error":{"a":{"error":"CHAT_NOT_FOUND","error_description":"No"}},"result_time":{"d":{}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"), ScriptedPortal.Call("c", "batch"), ScriptedPortal.Call("d", "profile"));

        Assert.Equal(["a", "b", "c", "d"], outcomes.Select(outcome => outcome.Command.Key));
        Assert.Equal(["ChatNotFound", null, "BatchMethodNotAllowed", null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal("CHAT_NOT_FOUND", outcomes[0].Error!.PortalCode);
        Assert.Equal("imbot.v2.Chat.Message.send", outcomes[0].Error!.Method);
        Assert.Equal(2, outcomes[1].Result.GetProperty("id").GetInt32());
        Assert.Equal(["a", "b", "d"], Assert.Single(portal.Commands).Keys);
    }

    [Fact]
    public async Task Results_whose_keys_count_come_as_a_list()
    {
        ScriptedPortal portal = new("""{"result":{"result":[{"id":7},{"id":8}],"result_error":[]}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(halt: false, ScriptedPortal.Call("0", "profile"), ScriptedPortal.Call("1", "profile"));

        Assert.Equal([7, 8], outcomes.Select(outcome => outcome.Result.GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task Messages_with_a_key_are_sent_again_when_the_answer_was_lost()
    {
        ScriptedPortal portal = new(ScriptedPortal.Lost, """{"result":{"result":{"a":{"id":1},"b":{"id":2}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(portal.Commands[0], portal.Commands[1]);
        Assert.Single(portal.Clock.Waits);
    }

    [Fact]
    public async Task What_must_not_be_repeated_is_told_as_unknown_and_what_stands_behind_it_too()
    {
        ScriptedPortal portal = new(ScriptedPortal.Lost, """{"result":{"result":{"a":{"id":1}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "no key", null), ScriptedPortal.Send("c", "3"));

        Assert.Equal([null, "OutcomeUnknown", "OutcomeUnknown"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.All(outcomes.Skip(1), outcome => Assert.Equal(Outcome.Unknown, outcome.Error!.Outcome));
        Assert.Equal(["a"], portal.Commands[1].Keys);
    }

    [Fact]
    public async Task Commands_that_a_time_limit_turned_away_are_sent_again_alone()
    {
        ScriptedPortal portal = new(
            WithClosed("""{"result":{"result":{"a":{"id":1}},"result_error":{"b":CLOSED,"c":CLOSED}}}"""),
            """{"result":{"result":{"b":{"id":2},"c":{"id":3}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"), ScriptedPortal.Send("c", "3"));

        Assert.Equal([1, 2, 3], outcomes.Select(outcome => outcome.Result.GetProperty("id").GetInt32()));
        Assert.Equal(["b", "c"], portal.Commands[1].Keys);
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Single(portal.Clock.Waits));
    }

    [Fact]
    public async Task A_command_that_needs_the_result_of_another_is_not_sent_again_without_it()
    {
        ScriptedPortal portal = new(WithClosed("""{"result":{"result":{"a":{"id":1}},"result_error":{"b":CLOSED}}}"""));

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Call("a", "profile"), ScriptedPortal.Send("b", "$result[a][id]"));

        Assert.Equal("OperatingLimitExceeded", outcomes[1].Error?.ErrorId);
        Assert.Single(portal.Commands);
    }

    [Fact]
    public async Task A_repeat_that_meets_the_first_message_under_way_asks_again_with_the_same_key()
    {
        ScriptedPortal portal = new(
            ScriptedPortal.Lost,
            """{"result":{"result":[],"result_error":{"a":{"error":"MESSAGE_DUPLICATED_BY_UUID"}}}}""",
            """{"result":{"result":{"a":{"id":9}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(halt: false, ScriptedPortal.Send("a", "1"));

        Assert.Equal(9, Assert.Single(outcomes).Result.GetProperty("id").GetInt32());
        Assert.Equal(3, portal.Commands.Count);
    }

    [Fact]
    public async Task The_first_failure_halts_what_is_behind_it()
    {
        ScriptedPortal portal = new("""{"result":{"result":{"a":{"id":1}},"result_error":{"b":{"error":"CHAT_NOT_FOUND"}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: true, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"), ScriptedPortal.Send("c", "3"), ScriptedPortal.Call("d", "upload"), ScriptedPortal.Call("e", "profile"));

        Assert.Equal([null, "ChatNotFound", "BatchHalted", "BatchMethodNotAllowed", "BatchHalted"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Contains("\"halt\":1", Assert.Single(portal.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_command_carries_the_bots_token_and_none_a_foreign_authorization()
    {
        ScriptedPortal portal = new("""{"result":{"result":{"a":{"id":1},"b":{"bot":{"id":1}},"c":{}}}}""");

        await portal.RunAsync(
            halt: false,
            ScriptedPortal.Call("a", "imbot.v2.Bot.get", new JsonMap { ["botId"] = 456, ["auth"] = "stolen", ["access_token"] = "stolen" }),
            ScriptedPortal.Call("b", "imbot.v2.Bot.register", new JsonMap { ["fields"] = new JsonMap { ["code"] = "x" } }),
            ScriptedPortal.Call("c", "imbot.v2.Revision.get", new JsonMap { ["botToken"] = "stray" }));

        Dictionary<string, string> commands = Assert.Single(portal.Commands);
        Assert.Equal("imbot.v2.Bot.get?botId=456&botToken=my_bot_token", commands["a"]);
        Assert.Equal("imbot.v2.Bot.register?fields[code]=x&fields[botToken]=my_bot_token", commands["b"]);
        Assert.Equal("imbot.v2.Revision.get", commands["c"]);
    }

    private static string WithClosed(string answer) => answer.Replace("CLOSED", """{"error":"OPERATION_TIME_LIMIT"}""", StringComparison.Ordinal);
}
