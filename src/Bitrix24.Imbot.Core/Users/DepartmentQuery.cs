using System.Globalization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>Finds departments by ID or name.</summary>
public sealed class DepartmentQuery
{
    private readonly string department;
    private readonly bool isId;

    /// <summary>Creates a query.</summary>
    /// <param name="department">An ID or a complete name; case is ignored.</param>
    public DepartmentQuery(string department)
    {
        this.department = department.Trim();
        isId = long.TryParse(this.department, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>The method that answers the query.</summary>
    public static ApiMethod Method => ApiMethods.DepartmentGet;

    /// <summary>The parameters of the method.</summary>
    public JsonMap ToParameters() => new() { [isId ? "ID" : "NAME"] = department };

    /// <summary>
    /// The IDs of the matching departments on a page. The portal treats a percent sign in a name as a wildcard, so names are compared here as well.
    /// </summary>
    public IEnumerable<long> Read(IEnumerable<JsonElement> items) => items
        .Select(item => ExpectedResult.Item(item, "departments", Method, "ID"))
        .Where(item => string.Equals(item.Text(isId ? "ID" : "NAME")?.Trim(), department, StringComparison.OrdinalIgnoreCase))
        .Select(item => item.Number("ID"))
        .OfType<long>();
}
