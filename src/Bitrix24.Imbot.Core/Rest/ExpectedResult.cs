using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What a method's result must hold. An answer of another shape is an error: read as an empty one, it would lose what the portal sent.</summary>
internal static class ExpectedResult
{
    /// <summary>A list, also in the form of an object with numbers as names.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.AnswerUnexpected"/>.</exception>
    public static IEnumerable<JsonElement> List(JsonElement value, string what, ApiMethod method) => value.ItemsOrNull() ?? throw Unexpected(value, $"a list of {what}", method);

    /// <summary>An object.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.AnswerUnexpected"/>.</exception>
    public static JsonElement Object(JsonElement value, string what, ApiMethod method) =>
        value.ValueKind == JsonValueKind.Object ? value : throw Unexpected(value, $"an object with the {what}", method);

    private static B24Exception Unexpected(JsonElement value, string wanted, ApiMethod method) => new(
        ErrorKinds.AnswerUnexpected,
        $"The answer to {method} has {Shown(value)} in the place of {wanted}.")
    {
        Method = method.Name,
        Outcome = Outcome.Unknown,
    };

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
