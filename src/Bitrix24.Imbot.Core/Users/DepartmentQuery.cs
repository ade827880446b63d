using System.Globalization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>Finds departments by ID or name.</summary>
/// <param name="department">An ID or a complete name; case is ignored.</param>
public sealed class DepartmentQuery(string department)
{
    private readonly string department = department.Trim();

    /// <summary>The method that answers the query.</summary>
    public static ApiMethod Method => ApiMethods.DepartmentGet;

    private string Member => long.TryParse(department, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "ID" : "NAME";

    /// <summary>The parameters of the method.</summary>
    public JsonMap ToParameters() => new() { [Member] = department };

    /// <summary>
    /// The IDs of the matching departments on a page. The portal treats a percent sign in a name as a wildcard, so names are compared here as well.
    /// </summary>
    public IEnumerable<long> Read(IEnumerable<JsonElement> items) => items
        .Select(item => ExpectedResult.Item(item, "departments", Method, "ID"))
        .Where(item => string.Equals(item.Text(Member)?.Trim(), department, StringComparison.OrdinalIgnoreCase))
        .Select(item => item.Number("ID"))
        .OfType<long>();
}
