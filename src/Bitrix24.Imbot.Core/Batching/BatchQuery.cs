using System.Collections;
using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Writes a command in the batch format (docs/portal/limits-and-batch.md, "Batch commands"): <c>method?name=value</c> with PHP's brackets for nested
/// values and percent-encoded text. Values that have no such form, or that PHP would interpret differently, are rejected.
/// </summary>
internal sealed class BatchQuery
{
    /// <summary>PHP reads only this number of values from a query (<c>max_input_vars</c>) and ignores the rest.</summary>
    private const int MaxValues = 1000;

    private readonly StringBuilder text;
    private int values;

    private BatchQuery(string method)
    {
        text = new StringBuilder(method, 256);
    }

    /// <summary>The text of the command, including its secrets.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="BatchErrors.BatchValueImpossible"/>, <see cref="PortalErrors.ParameterCyclic"/>, <see cref="PortalErrors.ParameterNotSerializable"/>.
    /// </exception>
    public static string Write(ApiMethod method, JsonMap parameters)
    {
        BatchQuery query = new(method.Name);
        foreach (KeyValuePair<string, object?> parameter in parameters)
        {
            query.Add(RootName(parameter.Key), parameter.Value, 1);
        }

        return query.text.ToString();
    }

    private void Add(string name, object? value, int depth)
    {
        if (depth > JsonMap.MaxNesting)
        {
            throw PortalErrors.ParameterCyclic.With($"The parameters are nested deeper than {JsonMap.MaxNesting} levels.");
        }

        switch (value)
        {
            case null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }:
                throw BatchErrors.BatchValueImpossible.With($"{Shown(name)} is null, which can't be sent in a batch.");
            case JsonMap map:
                foreach (KeyValuePair<string, object?> member in map)
                {
                    AddNested(name, NestedName(member.Key), member.Value, depth);
                }

                RequireMember(name, map.Count > 0);
                break;
            case JsonElement { ValueKind: JsonValueKind.Object } map:
                foreach (JsonProperty member in map.EnumerateObject())
                {
                    AddNested(name, NestedName(member.Name), member.Value, depth);
                }

                RequireMember(name, map.EnumerateObject().Any());
                break;
            case JsonElement { ValueKind: JsonValueKind.Array } list:
                AddList(name, list.EnumerateArray(), depth);
                break;
            case string or Secret or JsonElement:
                AddText(name, TextOf(value));
                break;
            case IEnumerable list:
                AddList(name, list, depth);
                break;
            default:
                AddText(name, TextOf(value));
                break;
        }
    }

    private void AddList(string name, IEnumerable list, int depth)
    {
        int index = 0;
        foreach (object? item in list)
        {
            AddNested(name, index.ToString(CultureInfo.InvariantCulture), item, depth);
            index++;
        }

        RequireMember(name, index > 0);
    }

    private void AddNested(string name, string member, object? value, int depth) => Add($"{name}[{member}]", value, depth + 1);

    private static void RequireMember(string name, bool hasAny)
    {
        if (!hasAny)
        {
            throw BatchErrors.BatchValueImpossible.With($"{Shown(name)} is empty, which can't be sent in a batch.");
        }
    }

    private void AddText(string name, string value)
    {
        if (++values > MaxValues)
        {
            throw BatchErrors.BatchValueImpossible.With($"The command has more than {MaxValues} values, which is the maximum in a batch.");
        }

        text.Append(values == 1 ? '?' : '&').Append(name).Append('=').Append(Encoded(value));
    }

    private static string TextOf(object value) => value switch
    {
        string text => text,
        Secret secret => secret.Reveal(),
        bool flag => Flag(flag),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long or ulong or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
        JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } element => Flag(element.ValueKind == JsonValueKind.True),
        JsonElement element => element.GetRawText(),
        _ => throw PortalErrors.ParameterNotSerializable.With($"A value of type {value.GetType().Name} can't be sent in a batch."),
    };

    /// <summary>
    /// The two texts that all readers interpret correctly. The API's flags accept Y, 1, and TRUE. A PHP boolean treats every text as true except for
    /// an empty one and 0, even N (docs/portal/protocol.md, "Flags").
    /// </summary>
    private static string Flag(bool flag) => flag ? "Y" : "0";

    /// <summary>
    /// PHP trims, truncates, and renames parameter names. A name that it could change to another one, such as one for authorization, is rejected.
    /// </summary>
    private static string RootName(string name) => name.Length > 0 && name.All(IsPlain)
        ? name
        : throw BatchErrors.BatchValueImpossible.With($"{ShownInput.Quote(name)} is not a valid parameter name in a batch.");

    private static string NestedName(string name) => name.Length > 0 && !name.Any(character => character is '[' or ']' || char.IsControl(character))
        ? Encoded(name)
        : throw BatchErrors.BatchValueImpossible.With($"{ShownInput.Quote(name)} is not a valid name for a nested value in a batch.");

    private static string Shown(string name) => ShownInput.Quote(Uri.UnescapeDataString(name));

    /// <summary>Percent-encodes UTF-8. (Uri.EscapeDataString on .NET Framework rejects texts of more than 65,519 characters.)</summary>
    private static string Encoded(string value) =>
        string.Concat(Encoding.UTF8.GetBytes(value).Select(octet => IsPlain((char)octet) ? ((char)octet).ToString() : $"%{octet:X2}"));

    private static bool IsPlain(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
}
