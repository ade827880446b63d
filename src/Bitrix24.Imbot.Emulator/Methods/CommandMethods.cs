using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Command, except answer (docs/portal/commands.md).</summary>
internal static class CommandMethods
{
    private const int MaxTextLength = 255;
    private const int MaxLanguageLength = 2;

    public static JsonNode Register(RestCall call)
    {
        Bot bot = call.OwnedBot();
        FieldMap fields = Fields(call);
        RestException.ThrowIf(
            fields.Has("command") && !PhpValue.IsString(fields["command"]), "COMMAND_NAME_INVALID", "Command name must be a string");
        string name = WithoutSlash(fields.Text("command") ?? "");
        RestException.ThrowIf(name.Length == 0, "COMMAND_REQUIRED", "Command is required");
        if (call.Portal.Commands.FirstOrDefault(command => command.BotId == bot.Id && command.Name == name) is SlashCommand existing)
        {
            return Answer(existing);
        }

        bool isHidden = fields.Flag("hidden", false);
        bool hasTitle = PhpValue.IsArray(fields["title"]) && PhpValue.IsTrue(fields["title"]);
        RestException.ThrowIf(!isHidden && !hasTitle, "COMMAND_TITLE_REQUIRED", "Title is required for visible commands");
        CheckLanguages(fields);
        RestException.ThrowIf(!Fits(name, MaxTextLength), "COMMAND_REGISTER_FAILED");
        SlashCommand created = new()
        {
            Id = ++call.Portal.Content.LastCommandId,
            BotId = bot.Id,
            Name = name,
            IsCommon = fields.Flag("common", false),
            IsHidden = isHidden,
            IsForExtranet = fields.Flag("extranetSupport", false),
        };
        call.Portal.Content.Commands.Add(created);
        SetTexts(created, fields);
        return Answer(created);
    }

    public static JsonNode Update(RestCall call)
    {
        Bot bot = call.OwnedBot();
        int commandId = call.Parameters.Integer("commandId");
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        SlashCommand command = RequireCommand(call, bot, commandId);
        string name = fields.Has("command") ? NewName(call, command, fields["command"]) : command.Name;
        RestException.ThrowIf(
            fields.Has("title") && !PhpValue.IsArray(fields["title"]), "COMMAND_TITLE_INVALID", "Title must be an object with language keys");
        CheckLanguages(fields);
        command.Name = name;
        command.IsCommon = fields.Flag("common", command.IsCommon);
        command.IsHidden = fields.Flag("hidden", command.IsHidden);
        command.IsForExtranet = fields.Flag("extranetSupport", command.IsForExtranet);
        SetTexts(command, fields);
        return Answer(command);
    }

    public static JsonNode Unregister(RestCall call)
    {
        Bot bot = call.OwnedBot();
        SlashCommand command = RequireCommand(call, bot, call.Parameters.Integer("commandId"));
        call.Portal.Content.Commands.Remove(command);
        return RestCall.Done;
    }

    /// <summary>Returns the commands, with six built-in ones with text IDs first. Flags are Y or N, and <c>hidden</c> is missing.</summary>
    public static JsonNode List(RestCall call)
    {
        Bot bot = call.OwnedBot();
        JsonArray list =
        [
            .. BuiltInCommands.All.Select((command, index) => CommandForm.BuiltIn($"def{index}", command)),
            .. call.Portal.Commands.Where(command => command.BotId == bot.Id)
                .Select(command => CommandForm.InList(command, bot, call.Portal.Options.Language)),
        ];
        return new JsonObject { ["commands"] = list };
    }

    public static SlashCommand RequireCommand(RestCall call, Bot bot, int commandId) =>
        call.Portal.Commands.FirstOrDefault(command => command.Id == commandId && command.BotId == bot.Id)
        ?? throw new RestException("COMMAND_NOT_FOUND", "Command not found");

    /// <summary>Flat parameters of old clients count only if <c>fields</c> is empty.</summary>
    private static FieldMap Fields(RestCall call)
    {
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        if (fields.Values.Count > 0)
        {
            return fields;
        }

        call.Parameters.OptionalString("command");
        return new FieldMap(call.Parameters.Values);
    }

    private static string NewName(RestCall call, SlashCommand command, JsonNode? value)
    {
        string name = PhpValue.IsString(value)
            ? WithoutSlash(value!.GetValue<string>())
            : throw new RestException("COMMAND_NAME_INVALID", "Command name must be a string");
        RestException.ThrowIf(name.Length == 0, "COMMAND_NAME_EMPTY", "Command name cannot be empty");
        bool isTaken = call.Portal.Commands.Any(other => other.Id != command.Id && other.BotId == command.BotId && other.Name == name);
        return isTaken ? throw new RestException("COMMAND_ALREADY_EXISTS", "Command with this name already exists") : name;
    }

    /// <summary>Refuses a list instead of texts by language, because its keys are numbers, but the portal's code declares a text.</summary>
    private static void CheckLanguages(FieldMap fields)
    {
        JsonObject?[] read = PhpValue.IsArray(fields["title"]) ? [PhpValue.AsMap(fields["title"]), PhpValue.AsMap(fields["params"])] : [];
        if (read.OfType<JsonObject>().SelectMany(texts => texts).Any(text => PhpValue.IsIndex(text.Key)))
        {
            throw new PhpTypeException("Argument #1 must be of type string, int given");
        }
    }

    /// <summary>
    /// Parameter texts are read only together with the title of their language. A null title removes the language, and so does a text that is too
    /// long. The portal reports no error.
    /// </summary>
    private static void SetTexts(SlashCommand command, FieldMap fields)
    {
        Dictionary<string, string> parameters = [];
        foreach (KeyValuePair<string, JsonNode?> pair in PhpValue.AsMap(fields["params"]) ?? [])
        {
            parameters[pair.Key.ToLowerInvariant()] = PhpValue.Text(pair.Value) ?? "";
        }

        foreach (KeyValuePair<string, JsonNode?> pair in PhpValue.AsMap(fields["title"]) ?? [])
        {
            string language = pair.Key.ToLowerInvariant();
            string title = PhpValue.Text(pair.Value) ?? "";
            string shown = parameters.GetValueOrDefault(language) ?? command.Parameters.GetValueOrDefault(language, "");
            if (pair.Value is null || !Fits(language, MaxLanguageLength) || !Fits(title, MaxTextLength) || !Fits(shown, MaxTextLength))
            {
                command.TitleTexts.Remove(language);
                command.ParameterTexts.Remove(language);
                continue;
            }

            command.TitleTexts[language] = title;
            command.ParameterTexts[language] = shown;
        }
    }

    private static bool Fits(string text, int length) => PhpText.Length(text) <= length;

    private static string WithoutSlash(string name) => name.StartsWith('/') ? name[1..] : name;

    private static JsonObject Answer(SlashCommand command) => new() { ["command"] = CommandForm.Short(command) };
}
