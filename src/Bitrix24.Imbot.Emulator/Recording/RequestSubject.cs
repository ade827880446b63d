using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>The subject of a call, for the list of requests.</summary>
internal sealed record RequestSubject(int? BotId, string? DialogId, string? Words)
{
    private const int MaxLength = 160;

    /// <summary>
    /// Reads the parameters of a call before the portal executes it. Afterwards, the message that the call refers to might not exist anymore.
    /// </summary>
    public static RequestSubject Read(Portal portal, JsonObject parameters)
    {
        FieldMap call = new(parameters);
        int? botId = (call["botId"] ?? call["BOT_ID"]) is JsonNode bot ? PhpValue.Integer(bot) : null;
        string? dialogId = call.FirstText("dialogId", "DIALOG_ID")
            ?? (call["messageId"] is JsonNode message ? portal.Locked(() => DialogOf(portal, PhpValue.Integer(message), botId)) : null);
        string? words = FirstWords(FieldMap.From(call["fields"])) ?? FirstWords(call) ?? Commands(call);
        return new RequestSubject(botId, dialogId, words is null ? null : PhpText.First(words, MaxLength));
    }

    private static string? FirstWords(FieldMap fields) =>
        fields.FirstText("message", "MESSAGE", "title", "command", "COMMAND", "name", "reaction", "statusMessageCode", "code");

    private static string? Commands(FieldMap call)
    {
        string[] methods = [.. PhpValue.Items(call["cmd"]).Select(PhpValue.Text).OfType<string>().Select(command => command.Split('?', 2)[0])];
        return methods.Length == 0 ? null : string.Join(", ", methods);
    }

    private static string? DialogOf(Portal portal, int messageId, int? botId) =>
        portal.MessageById(messageId) is Message message && portal.ChatById(message.ChatId) is Chat chat ? chat.DialogIdFor(botId ?? message.AuthorId) : null;
}
