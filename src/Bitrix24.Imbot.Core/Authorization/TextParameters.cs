using System.Globalization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Converts numbers to text for parameters that the chat-bot API declares as text. A portal refuses <c>"dialogId":17</c>, and treats a numeric
/// message as empty.
/// </summary>
internal static class TextParameters
{
    private static readonly string[] AtTop = ["dialogId", "code"];
    private static readonly string[] InFields = ["message"];

    /// <summary>The parameters with numbers converted where the method requires text; the same map if there are none.</summary>
    public static JsonMap Correct(ApiMethod method, JsonMap parameters)
    {
        if (!method.IsOfBots)
        {
            return parameters;
        }

        JsonMap corrected = WithTexts(parameters, AtTop);
        if (!corrected.TryGet(RequestFields.Name, out object? fields) || fields is not JsonMap map || WithTexts(map, InFields) is not { } inner || ReferenceEquals(inner, map))
        {
            return corrected;
        }

        JsonMap whole = ReferenceEquals(corrected, parameters) ? parameters.Copy() : corrected;
        whole[RequestFields.Name] = inner;
        return whole;
    }

    private static JsonMap WithTexts(JsonMap parameters, string[] names)
    {
        JsonMap corrected = parameters;
        foreach (string name in names)
        {
            if (parameters.TryGet(name, out object? value) && TextOf(value) is { } text)
            {
                corrected = ReferenceEquals(corrected, parameters) ? parameters.Copy() : corrected;
                corrected[name] = text;
            }
        }

        return corrected;
    }

    /// <summary>The text of a number; null for other values.</summary>
    private static string? TextOf(object? value) => value switch
    {
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        int or long or ulong or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
