using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The first level of a message's <c>fields</c>, with names in UPPER_SNAKE. The conversion spoils a name that is upper case already, so that it is
/// dropped (docs/portal/messages.md, "Send").
/// </summary>
internal static partial class MessageFields
{
    public static readonly string[] Send =
        ["MESSAGE", "ATTACH", "SYSTEM", "KEYBOARD", "URL_PREVIEW", "SKIP_CONNECTOR", "SILENT_CONNECTOR", "TEMPLATE_ID", "REPLY_ID"];

    public static readonly string[] Update = ["MESSAGE", "ATTACH", "KEYBOARD", "URL_PREVIEW"];

    public static FieldMap Accept(FieldMap fields, string[] allowed)
    {
        JsonObject accepted = [];
        foreach (KeyValuePair<string, JsonNode?> pair in fields.Values)
        {
            string name = UpperSnake(pair.Key);
            if (allowed.Contains(name))
            {
                accepted[name] = pair.Value?.DeepClone();
            }
        }

        return new FieldMap(accepted);
    }

    /// <summary>An underscore before each capital that follows another sign, without looking at one sign twice: <c>templateID</c> has one.</summary>
    public static string UpperSnake(string name) => BeforeCapital().Replace(name, "$1_$2").ToUpperInvariant();

    [GeneratedRegex("(.)([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeCapital();
}
