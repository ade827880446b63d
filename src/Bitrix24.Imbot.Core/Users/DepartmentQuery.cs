using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>The departments with a certain id or name.</summary>
public sealed class DepartmentQuery
{
    private readonly string department;
    private readonly bool isId;

    /// <summary>Makes a query.</summary>
    /// <param name="department">An id, or the whole name; letter case doesn't count.</param>
    public DepartmentQuery(string department)
    {
        this.department = department.Trim();
        isId = long.TryParse(this.department, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>The method that answers the query.</summary>
    public static ApiMethod Method => ApiMethods.DepartmentGet;

    /// <summary>The parameters of the method.</summary>
    public JsonMap ToParameters() => new() { [isId ? "ID" : "NAME"] = department };

    /// <summary>The ids of the departments among the items of a page that fit. The portal takes a percent sign in a name for any characters.</summary>
    public IEnumerable<long> Read(IEnumerable<JsonElement> items) => items
        .Select(item => ExpectedResult.Item(item, "departments", Method, "ID"))
        .Where(item => string.Equals(item.Text(isId ? "ID" : "NAME")?.Trim(), department, StringComparison.OrdinalIgnoreCase))
        .Select(item => item.Number("ID"))
        .OfType<long>();
}
