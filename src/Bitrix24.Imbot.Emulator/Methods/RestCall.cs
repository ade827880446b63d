using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>One call of a method, with its caller and its parameters.</summary>
internal sealed class RestCall(Portal portal, RestMethod method, string nameAsSent, CallParameters parameters, Credential credential)
{
    public static JsonObject Done => new() { ["result"] = true };

    public Portal Portal { get; } = portal;

    public RestMethod Method { get; } = method;

    public CallParameters Parameters { get; } = parameters;

    public Credential Credential { get; } = credential;

    /// <summary>The last segment of the name as sent. Bot.register depends on its spelling.</summary>
    public string ActionAsSent { get; } = nameAsSent[(nameAsSent.LastIndexOf('.') + 1)..];

    /// <summary>The start of a page in an old method's list. The parameter is removed before the method runs.</summary>
    public int Start { get; } = parameters.Values.Remove("start", out JsonNode? start) ? PhpValue.Integer(start) : 0;

    /// <summary>The bot that the caller owns, after the five checks of docs/portal/authorization.md, "Bot owner".</summary>
    public Bot OwnedBot() => BotOwnership.Require(this);

    /// <summary>
    /// Gets the chat that <c>dialogId</c> or <c>chatId</c> specifies; null if it is unknown. A value with a wrong type causes error 100. Access isn't
    /// checked.
    /// </summary>
    public Chat? BindChat(int actingUserId) => Parameters["dialogId"] is null && Parameters["chatId"] is not null
        ? Portal.ChatById(Parameters.Integer("chatId"))
        : Portal.OpenChat(Parameters.String("dialogId"), actingUserId);

    /// <summary>Gets the chat and checks access, for methods whose only bound parameter is the chat.</summary>
    public Chat OpenChat(int actingUserId) => ChatAccess.Require(BindChat(actingUserId), actingUserId);

    /// <summary>Runs the method while no other method runs on the portal.</summary>
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
}
