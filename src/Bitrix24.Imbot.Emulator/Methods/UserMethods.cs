using System.Globalization;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods user.current, user.get, user.search, and department.get.</summary>
internal static class UserMethods
{
    private const int PageSize = 50;
    private const int WithoutTotal = -1;
    private static readonly string[] SearchedNames = ["NAME", "LAST_NAME", "WORK_POSITION", "UF_DEPARTMENT_NAME"];

    public static JsonNode Current(RestCall call) => Form(call.Portal, call.Portal.FindUser(call.Credential.UserId)!);

    /// <summary>
    /// Returns the employees that match a filter. The filter is in <c>FILTER</c> or in the parameters. Bots and guests aren't employees.
    /// </summary>
    public static JsonNode Get(RestCall call)
    {
        ClassicParameters parameters = new(call.Parameters.Values);
        IEnumerable<User> found = Employees(call.Portal).Where(user => Fits(call.Portal, user, parameters.Within("FILTER")));
        string sort = parameters.Text("SORT")?.ToUpperInvariant() ?? "ID";
        IOrderedEnumerable<User> ordered = sort == "ID"
            ? found.OrderBy(user => user.Id)
            : found.OrderBy(user => Values(call.Portal, user, sort)?.FirstOrDefault() ?? "", StringComparer.OrdinalIgnoreCase);
        bool isDescending = parameters.Text("ORDER")?.Equals("DESC", StringComparison.OrdinalIgnoreCase) == true;
        return Page(call, isDescending ? ordered.Reverse() : ordered);
    }

    /// <summary>Like user.get, but with <c>FIND</c>: each of its words begins a word of the name, the position, or the department.</summary>
    public static JsonNode Search(RestCall call)
    {
        ClassicParameters filter = new ClassicParameters(call.Parameters.Values).Within("FILTER");
        string[] words = Words(filter.Text("FIND") ?? filter.Text("NAME_SEARCH") ?? "");
        return Page(call, Employees(call.Portal).Where(user => Fits(call.Portal, user, filter, SearchedNames)
            && words.All(word => SearchedNames.Any(name => Begins(call.Portal, user, name, word)))
            && SearchedNames.All(name => filter.Text(name) is not string text || Words(text).All(word => Begins(call.Portal, user, name, word)))));
    }

    public static JsonNode Departments(RestCall call)
    {
        ClassicParameters filter = new(call.Parameters.Values);
        return Page(call.Start, [.. call.Portal.Departments
            .Where(department => Contains(filter["ID"], $"{department.Id}") && Contains(filter["NAME"], department.Name)
                && Contains(filter["PARENT"], $"{department.ParentId}") && Contains(filter["UF_HEAD"], $"{department.HeadId}"))
            .Select(Form)]);
    }

    private static IEnumerable<User> Employees(Portal portal) => portal.Users.Where(user => !user.IsBot && !user.IsExtranet);

    private static JsonObject Page(RestCall call, IEnumerable<User> users) => Page(call.Start, [.. users.Select(user => Form(call.Portal, user))]);

    /// <summary>A page of 50 items from <paramref name="start"/>, with the total and the next start.</summary>
    private static JsonObject Page(int start, JsonNode[] items)
    {
        int first = Math.Max(0, start);
        JsonNode[] page = [.. items.Skip(first).Take(PageSize)];
        JsonObject result = PhpValue.AsMap(new JsonArray(page))!;
        if (page.Length > 0 && start != WithoutTotal)
        {
            result["total"] = items.Length;
            if (first + page.Length < items.Length)
            {
                result["next"] = first + page.Length;
            }
        }

        return result;
    }

    /// <summary>Ignores unknown members of the filter, and those in <paramref name="without"/>.</summary>
    private static bool Fits(Portal portal, User user, ClassicParameters filter, params string[] without) => filter.Names.Except(without).All(name =>
    {
        if (Values(portal, user, name.TrimStart('!', '%', '=', '@')) is not string[] values || filter[name] is null)
        {
            return true;
        }

        bool isWithin = name.Contains('%');
        bool isFound = values.Any(value => isWithin
            ? value.Contains(PhpValue.Text(filter[name]) ?? "", StringComparison.OrdinalIgnoreCase)
            : Contains(filter[name], value));
        return isFound != name.StartsWith('!');
    });

    /// <summary>True if the value matches the filter, or one of its values. A percent sign in the filter matches any characters.</summary>
    private static bool Contains(JsonNode? wanted, string value) => wanted is null || (PhpValue.IsArray(wanted) ? PhpValue.Items(wanted) : [wanted])
        .Any(one => Regex.IsMatch(value, "^" + Regex.Escape(PhpValue.Text(one) ?? "").Replace("%", ".*") + "\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private static bool Begins(Portal portal, User user, string name, string word) => Values(portal, user, name)!
        .SelectMany(Words).Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string[] Words(string text) => text.Split([' ', ',', '.', '%'], StringSplitOptions.RemoveEmptyEntries);

    private static string[]? Values(Portal portal, User user, string name) => name switch
    {
        "ID" => [user.Id.ToString(CultureInfo.InvariantCulture)],
        "ACTIVE" => user.IsActive ? ["1", "Y", "true"] : ["", "0", "N", "false"],
        "NAME" => [user.FirstName],
        "LAST_NAME" => [user.LastName],
        "EMAIL" => [user.Email],
        "WORK_POSITION" => [user.WorkPosition],
        "PERSONAL_GENDER" => [user.Gender],
        "USER_TYPE" => ["employee"],
        "UF_DEPARTMENT" => [.. user.DepartmentIds.Select(id => id.ToString(CultureInfo.InvariantCulture))],
        "UF_DEPARTMENT_NAME" => [.. portal.Departments.Where(department => user.DepartmentIds.Contains(department.Id)).Select(department => department.Name)],
        _ => null,
    };

    private static JsonObject Form(Portal portal, User user) => new()
    {
        ["ID"] = user.Id.ToString(CultureInfo.InvariantCulture),
        ["XML_ID"] = null,
        ["ACTIVE"] = user.IsActive,
        ["NAME"] = user.FirstName,
        ["LAST_NAME"] = user.LastName,
        ["SECOND_NAME"] = "",
        ["EMAIL"] = user.Email,
        ["LAST_LOGIN"] = PortalClock.Text(portal.Clock.Now),
        ["DATE_REGISTER"] = PortalClock.Text(portal.Clock.Now),
        ["IS_ONLINE"] = "Y",
        ["TIME_ZONE"] = "",
        ["PERSONAL_GENDER"] = user.Gender,
        ["WORK_POSITION"] = user.WorkPosition,
        ["UF_DEPARTMENT"] = new JsonArray([.. user.DepartmentIds.Select(id => (JsonNode)id)]),
        ["USER_TYPE"] = user.IsBot ? "bot" : user.IsExtranet ? "extranet" : "employee",
    };

    private static JsonNode Form(Department department)
    {
        JsonObject form = new()
        {
            ["ID"] = department.Id.ToString(CultureInfo.InvariantCulture), ["NAME"] = department.Name, ["SORT"] = 500,
        };
        if (department.ParentId is int parentId)
        {
            form["PARENT"] = parentId.ToString(CultureInfo.InvariantCulture);
        }

        form["UF_HEAD"] = department.HeadId.ToString(CultureInfo.InvariantCulture);
        return form;
    }
}
