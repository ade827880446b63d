using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>
/// Which people are wanted, all conditions at once. The portal ignores a filter that it doesn't know or that the scope doesn't cover, and would then
/// answer with everybody, so each person is compared here as well.
/// </summary>
public sealed class UserQuery
{
    private static readonly char[] Blanks = [' ', '\t', '\u00A0'];

    /// <summary>Only these users; null for any.</summary>
    public IReadOnlyCollection<long>? UserIds { get; init; }

    /// <summary>Only the users with this e-mail address; letter case doesn't count. Null for any.</summary>
    public string? Email { get; init; }

    /// <summary>Only users whose name contains each of these words, in any order. Null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Only users of these departments, without their subdepartments; null for any.</summary>
    public IReadOnlyCollection<long>? DepartmentIds { get; init; }

    /// <summary>Whether dismissed people are wanted, too.</summary>
    public bool IncludesInactive { get; init; }

    /// <summary>The method that answers the query: a search by words is a method of its own.</summary>
    public ApiMethod Method => Name is null ? ApiMethods.UserGet : ApiMethods.UserSearch;

    /// <summary>The parameters of the method.</summary>
    public JsonMap ToParameters()
    {
        JsonMap filter = [];
        filter.AddUnlessNull("ID", UserIds?.ToArray());
        filter.AddUnlessNull("EMAIL", Email?.Trim());
        filter.AddUnlessNull("FIND", Name?.Trim());
        filter.AddUnlessNull("UF_DEPARTMENT", DepartmentIds?.ToArray());
        return filter.Count == 0 ? [] : new JsonMap { ["FILTER"] = filter };
    }

    /// <summary>The people among the items of a page that fit.</summary>
    public IEnumerable<PortalUser> Read(IEnumerable<JsonElement> items) => items.Select(item => new PortalUser(ExpectedResult.Item(item, "users", Method, "ID"))).Where(Fits);

    private bool Fits(PortalUser user) => (IncludesInactive || user.IsActive)
        && UserIds?.Contains(user.UserId) != false
        && (Email is null || string.Equals(Email.Trim(), user.Email?.Trim(), StringComparison.OrdinalIgnoreCase))
        && (Name is null || IsNamed(user))
        && (DepartmentIds is null || user.Departments.Any(DepartmentIds.Contains));

    private bool IsNamed(PortalUser user)
    {
        string whole = $"{user.Name} {user.SecondName}";
        return Name!.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).All(word =>
            CultureInfo.InvariantCulture.CompareInfo.IndexOf(whole, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
    }
}
