using System.Globalization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>
/// Finds users that match all conditions. The portal ignores a filter that it doesn't support or that the scope doesn't allow, and returns all users,
/// so each user is also checked here.
/// </summary>
public sealed class UserQuery
{
    private static readonly char[] Blanks = [' ', '\t', '\u00A0'];

    /// <summary>User IDs; null for any.</summary>
    public IReadOnlyCollection<long>? UserIds { get; init; }

    /// <summary>Email address; case is ignored. Null for any.</summary>
    public string? Email { get; init; }

    /// <summary>Words that the user's name must contain, in any order. Null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Department IDs, without subdepartments; null for any.</summary>
    public IReadOnlyCollection<long>? DepartmentIds { get; init; }

    /// <summary>Whether to include dismissed users.</summary>
    public bool IncludesInactive { get; init; }

    /// <summary>The method that answers the query. A search by name uses a separate method.</summary>
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

    /// <summary>The matching users on a page.</summary>
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
