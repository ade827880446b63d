using System.Text;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>What of a keyboard is kept (server-behaviour 6.1; entities, Keyboard).</summary>
internal static class KeyboardRules
{
    private const int MaxJsonBytes = 60_000;
    private static readonly HashSet<string> Actions = ["PUT", "SEND", "COPY", "CALL", "DIALOG", "LIVECHAT", "HELP"];
    private static readonly string[] PlainKeys =
        ["WIDTH", "BG_COLOR", "BG_COLOR_TOKEN", "TEXT_COLOR", "OFF_BG_COLOR", "OFF_TEXT_COLOR"];

    /// <summary>The usable buttons; null when the keyboard is too long, which counts as none and is no error.</summary>
    /// <exception cref="RestException">PARAM_KEYBOARD_ERROR: no usable button.</exception>
    public static JsonArray? Accept(JsonNode? value, int botId)
    {
        JsonNode? structure = JsonText.Structure(value);
        JsonNode? buttons = structure is JsonObject map && map["BUTTONS"] is JsonNode inner ? inner : structure;
        JsonArray usable = [.. PhpValue.Items(buttons).Select(button => Button(button as JsonObject, botId)).Where(button => button is not null)];
        if (usable.Count == 0)
        {
            throw new RestException("PARAM_KEYBOARD_ERROR", "Incorrect keyboard params");
        }

        return Encoding.UTF8.GetByteCount(usable.ToJsonString()) < MaxJsonBytes ? usable : null;
    }

    private static JsonNode? Button(JsonObject? button, int botId)
    {
        if (button is null)
        {
            return null;
        }

        FieldMap fields = new(button);
        if (fields.Text("TYPE") == "NEWLINE")
        {
            return new JsonObject { ["TYPE"] = "NEWLINE", ["CONTEXT"] = Context(fields) };
        }

        if (fields.Text("TEXT") is not string text || PhpValue.Trim(text) is "" or "0" || fields.Has("FUNCTION"))
        {
            return null;
        }

        JsonObject kept = new()
        {
            ["TYPE"] = "BUTTON",
            ["BOT_ID"] = botId,
            ["TEXT"] = text,
            ["BLOCK"] = fields.Text("BLOCK") == "Y" ? "Y" : "N",
            ["DISABLED"] = fields.Text("DISABLED") == "Y" ? "Y" : "N",
            ["DISPLAY"] = fields.Text("DISPLAY") == "LINE" ? "LINE" : "BLOCK",
            ["CONTEXT"] = Context(fields),
        };
        if (!AddAction(kept, fields))
        {
            return null;
        }

        foreach (string key in PlainKeys.Where(fields.Has))
        {
            kept[key] = fields[key]!.DeepClone();
        }

        return kept;
    }

    /// <summary>The first of link, application, action and command that is usable.</summary>
    private static bool AddAction(JsonObject kept, FieldMap fields)
    {
        if (fields.Text("LINK") is string link && (link.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || link.StartsWith('/')))
        {
            kept["LINK"] = link;
        }
        else if (PhpValue.Integer(fields["APP_ID"]) > 0)
        {
            kept["APP_ID"] = PhpValue.Integer(fields["APP_ID"]);
            kept["APP_PARAMS"] = fields.Text("APP_PARAMS") ?? "";
        }
        else if (fields.Text("ACTION") is string action && Actions.Contains(action) && fields.Text("ACTION_VALUE") is { Length: > 0 } actionValue)
        {
            kept["ACTION"] = action;
            kept["ACTION_VALUE"] = actionValue;
        }
        else if (fields.Text("COMMAND")?.TrimStart('/') is { Length: > 0 } command)
        {
            kept["COMMAND"] = command;
            kept["COMMAND_PARAMS"] = fields.Text("COMMAND_PARAMS") ?? "";
        }
        else
        {
            return false;
        }

        return true;
    }

    private static string Context(FieldMap fields) => fields.Text("CONTEXT") is "MOBILE" or "DESKTOP" ? fields.Text("CONTEXT")! : "ALL";
}
