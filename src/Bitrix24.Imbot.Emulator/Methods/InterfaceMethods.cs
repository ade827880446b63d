using System.Text.Json;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat.InputAction and imbot.v2.Chat.TextField (docs/portal/chats.md, "Input action" and "Text field").</summary>
internal static class InterfaceMethods
{
    private const int MaxSeconds = 600;

    /// <summary>Always returns true. The code isn't validated, and the duration is clamped.</summary>
    public static JsonNode Notify(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        string? code = call.Parameters.OptionalString("statusMessageCode");
        int? seconds = call.Parameters.OptionalInteger("duration") is int duration ? Math.Clamp(duration, 1, MaxSeconds) : null;
        Chat chat = ChatAccess.Require(bound, bot.Id);
        call.Portal.Add(new InputAction(bot.Id, chat.Id, code, seconds, call.Portal.Clock.Now));
        return RestCall.Done;
    }

    /// <summary>Any member may do this. Only JSON <c>false</c> disables the field.</summary>
    public static JsonNode EnableTextField(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat chat = call.OpenChat(bot.Id);
        chat.IsTextFieldEnabled = call.Parameters["enabled"]?.GetValueKind() != JsonValueKind.False;
        return RestCall.Done;
    }
}
