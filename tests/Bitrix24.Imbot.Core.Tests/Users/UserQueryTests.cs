using System.Text.Json;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Users;

/// <summary>A portal that ignores a filter returns all users. The module doesn't send them a message.</summary>
public sealed class UserQueryTests
{
    private const string People = """
        [
          {"ID":"1","ACTIVE":true,"NAME":"Olga","LAST_NAME":"Admin","EMAIL":"olga@example.com","UF_DEPARTMENT":[1]},
          {"ID":"17","ACTIVE":true,"NAME":"\u0410\u043b\u0451\u043d\u0430","LAST_NAME":"Petrova","EMAIL":"Anna@Example.com","UF_DEPARTMENT":[1,7]},
          {"ID":"23","ACTIVE":false,"NAME":"Ivan","LAST_NAME":"Sidorov","UF_DEPARTMENT":[7]}
        ]
        """;

    [Fact]
    public void People_who_do_not_match_the_query_are_omitted()
    {
        Assert.Equal([17], Find(new UserQuery { Email = " anna@example.com" }));
        Assert.Equal([1], Find(new UserQuery { UserIds = [1, 99] }));
        Assert.Equal([17], Find(new UserQuery { DepartmentIds = [7] }));
        Assert.Equal([17, 23], Find(new UserQuery { DepartmentIds = [7], IncludesInactive = true }));
        Assert.Equal([17], Find(new UserQuery { Name = "petr \u0430\u043b\u0435\u043d" }));
        Assert.Equal([], Find(new UserQuery { Name = "olga petrova" }));
        Assert.Equal([1, 17], Find(new UserQuery()));
    }

    [Fact]
    public void A_department_is_found_by_its_complete_name_or_its_ID()
    {
        using JsonDocument departments = JsonDocument.Parse("""[{"ID":"7","NAME":"Sales"},{"ID":"8","NAME":"Sales East"}]""");
        JsonElement[] items = [.. departments.RootElement.EnumerateArray()];
        Assert.Equal([7], new DepartmentQuery("SALES ").Read(items));
        Assert.Equal([8], new DepartmentQuery("8").Read(items));
        Assert.Empty(new DepartmentQuery("Sal%").Read(items));
    }

    private static IEnumerable<long> Find(UserQuery query)
    {
        using JsonDocument people = JsonDocument.Parse(People);
        return [.. query.Read(people.RootElement.EnumerateArray()).Select(user => user.UserId)];
    }
}
