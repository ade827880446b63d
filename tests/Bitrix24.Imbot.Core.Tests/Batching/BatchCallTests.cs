using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Json;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

/// <summary>The repeats of a batch and the outcome of each command, with a portal whose answers are prepared.</summary>
public sealed class BatchCallTests
{
    [Fact]
    public async Task Results_and_errors_are_in_the_order_of_the_commands()
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
    public async Task Results_are_read_from_a_list_if_the_keys_are_consecutive_numbers()
    {
        ScriptedPortal portal = new("""{"result":{"result":[{"id":7},{"id":8}],"result_error":[]}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(halt: false, ScriptedPortal.Call("0", "profile"), ScriptedPortal.Call("1", "profile"));

        Assert.Equal([7, 8], outcomes.Select(outcome => outcome.Result.GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task Messages_with_an_idempotency_key_are_sent_again_if_the_answer_is_lost()
    {
        ScriptedPortal portal = new(ScriptedPortal.Lost, """{"result":{"result":{"a":{"id":1},"b":{"id":2}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(portal.Commands[0], portal.Commands[1]);
        Assert.Single(portal.Clock.Waits);
    }

    [Fact]
    public async Task After_a_lost_answer_only_commands_before_the_first_unrepeatable_one_are_sent_again()
    {
        ScriptedPortal portal = new(ScriptedPortal.Lost, """{"result":{"result":{"a":{"id":1}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "no key", null), ScriptedPortal.Send("c", "3"));

        Assert.Equal([null, "OutcomeUnknown", "OutcomeUnknown"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.All(outcomes.Skip(1), outcome => Assert.Equal(Outcome.Unknown, outcome.Error!.Outcome));
        Assert.Equal(["a"], portal.Commands[1].Keys);
    }

    [Fact]
    public async Task Only_commands_that_the_time_limit_refused_are_sent_again()
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
    public async Task A_command_that_refers_to_another_result_is_not_sent_again_alone()
    {
        ScriptedPortal portal = new(WithClosed("""{"result":{"result":{"a":{"id":1}},"result_error":{"b":CLOSED}}}"""));

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: false, ScriptedPortal.Call("a", "profile"), ScriptedPortal.Send("b", "$result[a][id]"));

        Assert.Equal("OperatingLimitExceeded", outcomes[1].Error?.ErrorId);
        Assert.Single(portal.Commands);
    }

    [Fact]
    public async Task A_message_is_repeated_while_the_portal_still_processes_the_first_attempt()
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
    public async Task With_halt_the_first_failure_stops_all_later_commands()
    {
        ScriptedPortal portal = new("""{"result":{"result":{"a":{"id":1}},"result_error":{"b":{"error":"CHAT_NOT_FOUND"}}}}""");

        IReadOnlyList<CommandOutcome> outcomes = await portal.RunAsync(
            halt: true, ScriptedPortal.Send("a", "1"), ScriptedPortal.Send("b", "2"), ScriptedPortal.Send("c", "3"), ScriptedPortal.Call("d", "upload"), ScriptedPortal.Call("e", "profile"));

        Assert.Equal([null, "ChatNotFound", "BatchHalted", "BatchMethodNotAllowed", "BatchHalted"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Contains("\"halt\":1", Assert.Single(portal.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_command_gets_the_bot_token_and_no_authorization_from_the_caller()
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
