using System.Text.Json;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rights;

/// <summary>Permissions are denied by default, and refused if they can't be determined.</summary>
public sealed class AccessTests
{
    private const string Anna = """{"id":17,"type":"employee","departments":[7]}""";
    private const string Ivan = """{"id":23,"type":"employee","departments":[71]}""";
    private const string Guest = """{"id":31,"type":"extranet","extranet":true,"departments":[]}""";
    private const string Bot = """{"id":456,"type":"bot","bot":true,"departments":[7]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("17", "User", 17)]
    [InlineData(" user:17 ", "User", 17)]
    [InlineData("department:7", "Department", 7)]
    [InlineData("Department:7+", "DepartmentTree", 7)]
    [InlineData("chat:chat5", "Chat", 5)]
    [InlineData("manager:chat5", "Manager", 5)]
    [InlineData("OWNER:chat5", "Owner", 5)]
    [InlineData("everyone", "Everyone", 0)]
    public void Rules_are_parsed(string text, string kind, long id) => Assert.Equal(new AccessRule(Enum.Parse<AccessRuleKind>(kind), id), AccessRule.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-17")]
    [InlineData("*")]
    [InlineData("all")]
    [InlineData("role:admin")]
    [InlineData("chat:5")]
    [InlineData("chat5")]
    [InlineData("manager:17")]
    [InlineData("department:")]
    [InlineData("department:7++")]
    [InlineData("department:sales")]
    [InlineData("user:17,23")]
    [InlineData("17 23")]
    public void Invalid_rules_cause_an_error(string? text) =>
        Assert.Equal(FunctionErrors.AccessRuleInvalid, Assert.Throws<B24Exception>(() => AccessRule.Parse(text)).Kind);

    [Theory]
    [InlineData("17", Anna, "Allowed")]
    [InlineData("17", Ivan, "Denied")]
    [InlineData("31", Guest, "Allowed")]
    [InlineData("Everyone", Anna, "Allowed")]
    [InlineData("Everyone", Guest, "Denied")]
    [InlineData("Everyone", Bot, "Denied")]
    [InlineData("456", Bot, "Denied")]
    [InlineData("Everyone", null, "Denied")]
    [InlineData("17", null, "Denied")]
    [InlineData("department:7", Anna, "Allowed")]
    [InlineData("department:7", Ivan, "Denied")]
    [InlineData("department:7+", Ivan, "Allowed")]
    [InlineData("department:8+", Ivan, "Denied")]
    [InlineData("department:7", Bot, "Denied")]
    [InlineData("chat:chat5", Ivan, "Allowed")]
    [InlineData("chat:chat5", Anna, "Denied")]
    [InlineData("chat:chat5", Guest, "Denied")]
    [InlineData("chat:chat6", Anna, "Unknown")]
    [InlineData("chat:chat7", Anna, "Unknown")]
    [InlineData("manager:chat5", Anna, "Allowed")]
    [InlineData("manager:chat5", Ivan, "Allowed")]
    [InlineData("owner:chat5", Anna, "Allowed")]
    [InlineData("owner:chat5", Ivan, "Denied")]
    [InlineData("owner:chat7", Ivan, "Unknown")]
    [InlineData("owner:chat7|23", Ivan, "Allowed")]
    [InlineData("owner:chat7|17", Ivan, "Unknown")]
    public async Task Only_people_who_match_a_rule_are_allowed(string rules, string? user, string expected)
    {
        AccessPolicy policy = new(rules.Split('|').Select(AccessRule.Parse));
        List<string> reports = [];
        AccessDecision decision = await policy.DecideAsync(user is null ? null : new User(Parse(user)), new Facts(), reports.Add, Cancellation);
        Assert.Equal(Enum.Parse<AccessDecision>(expected), decision);
        Assert.Equal(rules.Contains("chat7", StringComparison.Ordinal) && expected == "Unknown", reports.Count > 0);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>Anna owns chat 5, and Ivan is its manager and only other member. Chat 6 has too many members, chat 7 can't be read. 71 is below 7.</summary>
    private sealed class Facts : IAccessFacts
    {
        public Task<IReadOnlyCollection<long>> DepartmentTreeAsync(long departmentId, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyCollection<long>>(departmentId == 7 ? [7, 70, 71] : [departmentId]);

        public Task<IReadOnlyCollection<long>> DepartmentsOfAsync(long userId, CancellationToken cancellation) => throw PortalErrors.AccessDenied.With("No scope.");

        public Task<Chat> ChatAsync(string dialogId, CancellationToken cancellation) => dialogId == "chat5"
            ? Task.FromResult(new Chat(Parse("""{"id":5,"owner":17,"managerList":[23]}""")))
            : throw ChatErrors.ChatNotFound.With("No access.");

        public Task<(IReadOnlyCollection<long> Ids, bool IsComplete)> MembersAsync(string dialogId, CancellationToken cancellation) => dialogId switch
        {
            "chat5" => Task.FromResult<(IReadOnlyCollection<long>, bool)>(([23, 31], true)),
            "chat6" => Task.FromResult<(IReadOnlyCollection<long>, bool)>(([1, 2], false)),
            _ => throw ChatErrors.ChatNotFound.With("No access."),
        };
    }
}
