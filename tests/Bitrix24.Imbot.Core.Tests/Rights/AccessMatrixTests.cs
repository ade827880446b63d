using System.Globalization;
using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rights;

/// <summary>
/// 12 kinds of person x 8 kinds of rule x 5 kinds of dialog. The table below contains the right decisions. It is based on the description in
/// docs/chat-commands.md and not on the code. The dialog must never matter, because anyone can create a chat, own it, and add a bot.
/// </summary>
public sealed class AccessMatrixTests
{
    /// <summary>
    /// The portal: department 7 with 71 below it, and department 8. Chat 5 is owned by 21, managed by 20, and has the members 18 to 21, 31, 32, 456, and 99. Chat 404
    /// can't be read.
    /// </summary>
    private static readonly (string Kind, string User)[] People =
    [
        ("an employee who is named", """{"id":17,"type":"employee","extranet":false,"bot":false,"departments":[8]}"""),
        ("an employee of the department", """{"id":14,"type":"employee","extranet":false,"bot":false,"departments":[7]}"""),
        ("an employee of a subdepartment", """{"id":15,"type":"employee","extranet":false,"bot":false,"departments":[71]}"""),
        ("an employee whose event has no departments", """{"id":16,"type":"employee","extranet":false,"bot":false}"""),
        ("an employee of another department", """{"id":11,"type":"employee","extranet":false,"bot":false,"departments":[8]}"""),
        ("a member of the chat", """{"id":19,"type":"employee","extranet":false,"bot":false,"departments":[8]}"""),
        ("a manager of the chat", """{"id":20,"type":"employee","extranet":false,"bot":false,"departments":[8]}"""),
        ("the owner of the chat", """{"id":21,"type":"employee","extranet":false,"bot":false,"departments":[8]}"""),
        ("an extranet user in the chat", """{"id":31,"type":"extranet","extranet":true,"bot":false,"departments":[]}"""),
        ("an extranet user who is named", """{"id":32,"type":"extranet","extranet":true,"bot":false,"departments":[7]}"""),
        ("a bot", """{"id":456,"type":"bot","extranet":false,"bot":true,"departments":[7]}"""),
        ("a visitor of an open channel", """{"id":99,"type":"extranet","extranet":true,"bot":false,"connector":true,"departments":[]}"""),
    ];

    private static readonly string[] Rules =
        ["17|32|456|99", "department:7", "department:7+", "chat:chat5", "manager:chat5", "owner:chat5", "Everyone", "chat:chat404"];

    /// <summary>One row for each person, and one letter for each rule: A allowed, d denied, u unknown, which is also refused.</summary>
    private static readonly string[] Expected =
    [
        "AdddddAu",
        "dAAdddAu",
        "ddAdddAu",
        "dAAdddAu",
        "ddddddAu",
        "dddAddAu",
        "dddAAdAu",
        "dddAAAAu",
        "dddddddd",
        "Addddddd",
        "dddddddd",
        "dddddddd",
    ];

    /// <summary>The chat of the event. In four of them the person is the owner and the manager.</summary>
    private static readonly (string Kind, string Chat)[] Dialogs =
    [
        ("a private dialog", """{"id":700,"dialogId":"USER","type":"private","messageType":"P"}"""),
        ("the chat of the rules", """{"id":5,"dialogId":"chat5","type":"chat","messageType":"C","owner":USER,"managerList":[USER]}"""),
        ("a chat of the person", """{"id":9,"dialogId":"chat9","type":"chat","messageType":"C","owner":USER,"managerList":[USER]}"""),
        ("an open channel", """{"id":10,"dialogId":"chat10","type":"lines","messageType":"L","entityType":"LINES","owner":USER,"managerList":[USER]}"""),
        ("a chat with extranet users", """{"id":12,"dialogId":"chat12","type":"chat","messageType":"C","extranet":true,"containsCollaber":true,"owner":USER,"managerList":[USER]}"""),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_decision_matches_the_table()
    {
        Assert.Equal((12, 8, 5), (People.Length, Rules.Length, Dialogs.Length));
        Facts facts = new();
        List<string> wrong = [];
        int decisions = 0;
        for (int person = 0; person < People.Length; person++)
        {
            for (int rule = 0; rule < Rules.Length; rule++)
            {
                AccessDecision expected = Expected[person][rule] switch { 'A' => AccessDecision.Allowed, 'u' => AccessDecision.Unknown, _ => AccessDecision.Denied };
                AccessPolicy policy = new(Rules[rule].Split('|').Select(AccessRule.Parse));
                foreach ((string kind, string chat) in Dialogs)
                {
                    PortalEvent item = EventOf(People[person].User, chat);
                    AccessDecision decision = await policy.DecideAsync(item.User, facts, static _ => { }, Cancellation);
                    decisions++;
                    if (decision != expected)
                    {
                        wrong.Add($"{People[person].Kind}, rule {Rules[rule]}, {kind}: {decision}, not {expected}");
                    }
                }
            }
        }

        Assert.Equal(12 * 8 * 5, decisions);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Departments_that_cannot_be_looked_up_are_unknown()
    {
        AccessPolicy policy = new([AccessRule.Parse("department:7")]);
        User user = EventOf("""{"id":404,"type":"employee"}""", Dialogs[0].Chat).User!;
        Assert.Equal(AccessDecision.Unknown, await policy.DecideAsync(user, new Facts(), static _ => { }, Cancellation));
    }

    private static PortalEvent EventOf(string user, string chat)
    {
        long id = JsonDocument.Parse(user).RootElement.GetProperty("id").GetInt64();
        string place = chat.Replace("\"USER\"", $"\"{id.ToString(CultureInfo.InvariantCulture)}\"", StringComparison.Ordinal)
            .Replace("USER", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return PortalEvent.FromJson(Encoding.UTF8.GetBytes($$$"""
            {"eventId":1,"type":"ONIMBOTV2COMMANDADD","data":{"bot":{"id":456},"command":{"id":1,"command":"/get-free","params":"","context":"textarea"},
            "message":{"id":2,"chatId":5,"authorId":{{{id}}},"text":"/get-free"},"chat":{{{place}}},"user":{{{user}}},"language":"en"}}
            """));
    }

    private sealed class Facts : IAccessFacts
    {
        public Task<IReadOnlyCollection<long>> DepartmentTreeAsync(long departmentId, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyCollection<long>>(departmentId == 7 ? [7, 71] : [departmentId]);

        public Task<IReadOnlyCollection<long>> DepartmentsOfAsync(long userId, CancellationToken cancellation) => userId == 16
            ? Task.FromResult<IReadOnlyCollection<long>>([7])
            : throw PortalErrors.AccessDenied.With("No scope.");

        public Task<Chat> ChatAsync(string dialogId, CancellationToken cancellation) => dialogId == "chat5"
            ? Task.FromResult(new Chat(JsonDocument.Parse("""{"id":5,"owner":21,"managerList":[20]}""").RootElement))
            : throw ChatErrors.ChatNotFound.With("No access.");

        public Task<(IReadOnlyCollection<long> Ids, bool IsComplete)> MembersAsync(string dialogId, CancellationToken cancellation) => dialogId == "chat5"
            ? Task.FromResult<(IReadOnlyCollection<long>, bool)>(([18, 19, 20, 21, 31, 32, 456, 99], true))
            : throw ChatErrors.ChatNotFound.With("No access.");
    }
}
