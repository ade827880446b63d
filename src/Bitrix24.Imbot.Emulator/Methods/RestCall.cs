using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Php;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>One call of a method, with who calls and with what.</summary>
internal sealed class RestCall(Portal portal, RestMethod method, string nameAsSent, CallParameters parameters, Credential credential)
{
    /// <summary>The answer of a method that has nothing else to say.</summary>
    public static JsonObject Done => new() { ["result"] = true };

    public Portal Portal { get; } = portal;

    public RestMethod Method { get; } = method;

    public CallParameters Parameters { get; } = parameters;

    public Credential Credential { get; } = credential;

    /// <summary>The last segment of the name as it was sent: Bot.register looks at its spelling.</summary>
    public string ActionAsSent { get; } = nameAsSent[(nameAsSent.LastIndexOf('.') + 1)..];

    /// <summary>The start of a page in an old method's list. The parameter is removed before the method runs.</summary>
    public int Start { get; } = RemoveStart(parameters.Values);

    /// <summary>The bot that the caller owns, after the five checks of docs/portal/authorization.md, "Bot owner".</summary>
    public Bot OwnedBot() => BotOwnership.Require(this);

    /// <summary>The chat named by <c>dialogId</c> or <c>chatId</c>. Binding only: 100 for what does not bind, null for an unknown chat.</summary>
    public Chat? BindChat(int actingUserId) => Parameters["dialogId"] is null && Parameters["chatId"] is not null
        ? Portal.ChatById(Parameters.Integer("chatId"))
        : Portal.OpenChat(Parameters.String("dialogId"), actingUserId);

    /// <summary>Binds and checks at once, for methods whose only bound parameter is the chat.</summary>
    public Chat OpenChat(int actingUserId) => ChatAccess.Require(BindChat(actingUserId), actingUserId);

    /// <summary>Runs the method alone in the portal.</summary>
    /// <exception cref="RestException">What the method refuses with; 0 when a value fails inside the portal's code.</exception>
    public JsonNode? Run()
    {
        try
        {
            lock (Portal.Gate)
            {
                return Method.Run(this);
            }
        }
        catch (PhpTypeException failure)
        {
            throw new RestException("0", failure.Message);
        }
    }

    private static int RemoveStart(JsonObject parameters)
    {
        parameters.Remove("start", out JsonNode? start);
        return PhpValue.Integer(start);
    }
}
