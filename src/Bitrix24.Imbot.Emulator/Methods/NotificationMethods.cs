using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods im.notify.personal.add and im.notify.system.add. They return the bare ID of the notification.</summary>
internal static class NotificationMethods
{
    public static JsonNode AddPersonal(RestCall call) => Add(call, isSystem: false);

    public static JsonNode AddSystem(RestCall call) => Add(call, isSystem: true);

    private static JsonValue Add(RestCall call, bool isSystem)
    {
        ClassicParameters parameters = new(call.Parameters.Values);
        int userId = parameters["TO"] is null ? parameters.Integer("USER_ID") : parameters.Integer("TO");
        RestException.ThrowIf(userId <= 0, "USER_ID_EMPTY", "User ID can't be empty");
        string text = PhpValue.IsString(parameters["MESSAGE"]) ? PhpText.Trim(parameters["MESSAGE"]) : "";
        RestException.ThrowIf(text.Length == 0, "MESSAGE_EMPTY", "Message can't be empty");
        RestException.ThrowIf(
            PhpValue.IsTrue(parameters["ATTACH"]) && AttachmentRules.Accept(parameters["ATTACH"], call.Portal.Clock.Now, required: false) is null,
            "ATTACH_ERROR",
            "Incorrect attach params");
        if (call.Portal.FindUser(userId) is not { IsActive: true })
        {
            // The portal answers false when it can't add the notification.
            return JsonValue.Create(false);
        }

        // System notifications of an application start with its name. Tags are stored only for an application.
        string message = isSystem && call.Credential.IsOAuth ? $"{call.Portal.Application.Name}\n{text}" : text;
        string tag = call.Credential.IsOAuth ? parameters.Text("TAG") ?? "" : "";
        return JsonValue.Create(call.Portal.Notify(userId, isSystem ? 0 : call.Credential.UserId, MessageText.Prepare(message), tag));
    }
}
