using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Checks the shape of results. A different shape is an error: if it were read as an empty result, data from the portal would be lost.
/// </summary>
internal static class ExpectedResult
{
    private const string Id = "id";

    /// <summary>A list. An object with numbers as names is also a list.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static IEnumerable<JsonElement> List(JsonElement value, string what, ApiMethod method) => value.ItemsOrNull() ?? throw Unexpected(value, $"a list of {what}", method);

    /// <summary>A list of objects that contain their identifying member.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static IEnumerable<JsonElement> Objects(JsonElement value, string what, ApiMethod method) =>
        List(value, what, method).Select(item => Item(item, what, method));

    /// <summary>An item of a list of objects.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static JsonElement Item(JsonElement item, string what, ApiMethod method, string member = Id) => Has(item, member)
        ? item
        : throw Unexpected($"The answer to {method} contains {Shown(item)} without '{member}' in the list of {what}.", method);

    /// <summary>An object that contains the member without which it would be empty.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static JsonElement Object(JsonElement value, string what, ApiMethod method, string member = Id) => value.ValueKind != JsonValueKind.Object
        ? throw Unexpected(value, $"an object with the {what}", method)
        : Has(value, member) ? value : throw Unexpected($"The answer to {method} contains no '{member}' in the {what}.", method);

    /// <summary>The error for a value of the wrong shape.</summary>
    public static B24Exception Unexpected(JsonElement value, string wanted, ApiMethod method) =>
        Unexpected($"The answer to {method} contains {Shown(value)} instead of {wanted}.", method);

    private static B24Exception Unexpected(string message, ApiMethod method) => new(ConnectionErrors.AnswerUnexpected, message)
    {
        Method = method.Name,
        Outcome = Outcome.Unknown,
    };

    private static bool Has(JsonElement value, string member) => !string.IsNullOrEmpty(value.Text(member));

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "a text",
    };
}
