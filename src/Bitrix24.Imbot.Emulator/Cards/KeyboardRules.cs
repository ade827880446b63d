using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>
/// Checks a keyboard and converts it to the form that a portal stores (docs/portal/cards.md, "Keyboard" and "Keyboard on update",
/// tests/Facts/oracle/keyboards.json).
/// </summary>
internal static class KeyboardRules
{
    private static readonly HashSet<string> Actions = ["PUT", "SEND", "COPY", "CALL", "DIALOG", "LIVECHAT", "HELP"];

    /// <summary>Returns the usable buttons of a new keyboard. They belong to the calling bot.</summary>
    public static JsonArray Accept(JsonNode? value, int botId)
    {
        JsonObject? structure = PhpValue.AsMap(JsText.Structure(value));
        JsonObject? frame = structure is null || structure["BUTTONS"] is not null ? structure : new JsonObject { ["BUTTONS"] = structure.DeepClone() };
        JsonArray? buttons = frame is null ? null : Buttons(frame, botId);
        RestException.ThrowIf(buttons is null, "PARAM_KEYBOARD_ERROR", "Incorrect keyboard params");
        return IsTooLong(buttons) ? throw new RestException("SENDING_FAILED") : buttons;
    }

    /// <summary>
    /// Returns the buttons of a keyboard in an update. The portal doesn't add a bot here, so command buttons in a bare list aren't usable. Null keeps
    /// the old keyboard.
    /// </summary>
    public static JsonArray? AcceptUpdate(JsonNode? value)
    {
        JsonNode? structure = PhpValue.IsTrue(value) ? JsText.Structure(value) : null;
        JsonObject? frame = structure switch
        {
            JsonArray when PhpValue.IsString(value) => null,
            JsonArray list => new JsonObject { ["BUTTONS"] = list.DeepClone() },
            _ => structure as JsonObject,
        };
        JsonArray? buttons = frame is null ? null : Buttons(frame, PhpValue.Integer(frame["BOT_ID"]));
        return buttons is not null && IsTooLong(buttons) ? throw new RestException("PARAM_KEYBOARD_ERROR", "Incorrect keyboard params") : buttons;
    }

    /// <summary>
    /// The buttons of a message as a client shows them. Command.answer stores a keyboard as sent, so it can be an object with BUTTONS, or JSON text
    /// (docs/portal/commands.md, "Answer a command").
    /// </summary>
    public static IReadOnlyList<FieldMap> GetShown(Message message)
    {
        JsonNode? structure = JsText.Structure(message.Params["KEYBOARD"]);
        JsonNode? buttons = structure is JsonObject map && map["BUTTONS"] is JsonNode inner ? JsText.Structure(inner) : structure;
        return [.. PhpValue.Items(buttons).Select(button => new FieldMap(button as JsonObject ?? []))];
    }

    private static bool IsTooLong(JsonArray buttons) => PhpJson.Length(buttons) >= CardStyle.MaxJsonLength;

    private static JsonArray? Buttons(JsonObject frame, int botId)
    {
        FieldMap colors = FieldMap.From(frame["COLORS"]);
        string vote = PhpText.IsLooselyEqual(frame["VOTE"], "Y") ? "Y" : "N";
        JsonArray buttons = [];
        foreach (JsonNode? item in PhpValue.Items(frame["BUTTONS"]))
        {
            FieldMap button = FieldMap.From(item);
            JsonObject? stored = PhpText.IsLooselyEqual(button["TYPE"], "NEWLINE") ? new JsonObject { ["TYPE"] = "NEWLINE" }
                : button.Has("FUNCTION") ? null
                : Button(button, colors, vote, botId);
            if (stored is not null)
            {
                buttons.Add((JsonNode)stored);
            }
        }

        return buttons.Count > 0 ? buttons : null;
    }

    private static JsonObject? Button(FieldMap fields, FieldMap colors, string vote, int botId)
    {
        JsonObject stored = new() { ["BOT_ID"] = botId, ["TYPE"] = "BUTTON" };
        if (GetText(fields["TEXT"]) is not string text || !AddAction(stored, fields, botId))
        {
            return null;
        }

        stored["TEXT"] = PhpText.Trim(text);
        stored["VOTE"] = vote;
        stored["BLOCK"] = IsYes(fields["BLOCK"]) ? "Y" : "N";
        stored["WAIT"] = "N";
        stored["CONTEXT"] = OneOf(fields["CONTEXT"], "MOBILE", "DESKTOP") ?? "ALL";
        stored["DISABLED"] = IsYes(fields["DISABLED"]) ? "Y" : "N";
        stored["DISPLAY"] = OneOf(fields["DISPLAY"], "BLOCK", "LINE") ?? "BLOCK";
        CardStyle.CopyNumber(fields, stored, "WIDTH");
        foreach (string color in (ReadOnlySpan<string>)["BG_COLOR", "TEXT_COLOR", "OFF_BG_COLOR", "OFF_TEXT_COLOR"])
        {
            CardStyle.CopyColor(colors, stored, color);
            CardStyle.CopyColor(fields, stored, color);
        }

        stored["BG_COLOR_TOKEN"] = CardStyle.Token(fields["BG_COLOR_TOKEN"]);
        return stored;
    }

    /// <summary>Adds the first usable one of link, application, action, and command.</summary>
    private static bool AddAction(JsonObject stored, FieldMap fields, int botId)
    {
        if (PhpValue.IsString(fields["LINK"]) && CardStyle.IsLink(fields["LINK"]))
        {
            stored["LINK"] = PhpText.EscapeHtml(fields.Text("LINK")!);
        }
        else if (PhpValue.IsTrue(fields["APP_ID"]))
        {
            stored["APP_ID"] = PhpValue.Long(fields["APP_ID"]);
            if (PhpValue.IsString(fields["APP_PARAMS"]) && PhpText.Trim(fields["APP_PARAMS"]).Length > 0)
            {
                stored["APP_PARAMS"] = fields.Text("APP_PARAMS");
            }
        }
        else if (PhpValue.IsString(fields["ACTION"]) && Actions.Contains(fields.Text("ACTION")!) && PhpText.Trim(fields["ACTION_VALUE"]).Length > 0)
        {
            stored["ACTION"] = fields.Text("ACTION");
            stored["ACTION_VALUE"] = fields["ACTION_VALUE"]!.DeepClone();
        }
        else if (botId > 0 && GetText(fields["COMMAND"]) is string command)
        {
            stored["COMMAND"] = command.StartsWith('/') ? command[1..] : command;
            stored["COMMAND_PARAMS"] = GetText(fields["COMMAND_PARAMS"]) ?? "";
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>A text that isn't blank and isn't "0", which PHP considers empty.</summary>
    private static string? GetText(JsonNode? value) =>
        PhpValue.IsString(value) && PhpValue.IsTrue(value) && PhpText.Trim(value).Length > 0 ? value!.GetValue<string>() : null;

    private static bool IsYes(JsonNode? value) => PhpValue.IsString(value) && (string)value! == "Y";

    /// <summary>Returns the value if in_array() finds it among the names.</summary>
    private static JsonNode? OneOf(JsonNode? value, params string[] names) =>
        value is not null && Array.Exists(names, name => PhpText.IsLooselyEqual(value, name)) ? value.DeepClone() : null;
}
