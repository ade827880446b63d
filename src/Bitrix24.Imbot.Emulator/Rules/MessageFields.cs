using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The first level of a message's <c>fields</c>, with names in UPPER_SNAKE. The conversion damages names that are already in upper case, so they are
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

    /// <summary>
    /// Inserts an underscore before each capital letter that follows another character. A character is used only once, so <c>templateID</c> gets one
    /// underscore.
    /// </summary>
    public static string UpperSnake(string name) => BeforeCapital().Replace(name, "$1_$2").ToUpperInvariant();

    [GeneratedRegex("(.)([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeCapital();
}
