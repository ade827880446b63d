using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Parameter names that belong to authorization (docs/portal/protocol.md, "Reserved names") and are therefore the core's, not the caller's. The portal knows them in this letter
/// case only, PowerShell in any: to a method of bots a credential in another one would be sent for nothing.
/// </summary>
internal static class ReservedNames
{
    public const string AccessToken = "auth";
    public const string BotToken = "botToken";
    private const string BotTokenUpper = "BOT_TOKEN";

    /// <summary>With any of these at the top the portal would authorize the call by it, and not as this session does.</summary>
    private static readonly string[] AuthorizationParameters = [AccessToken, "access_token", "auth_connector", "aplogin", "ap"];

    /// <summary>Removes what would authorize the call in another way than this session does; what other methods call so in other letters is theirs.</summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ParameterReserved"/> for <c>token</c>, which turns any call into a failed download.</exception>
    public static void RemoveFrom(JsonMap parameters, ApiMethod method)
    {
        if (parameters.Contains("token"))
        {
            throw PortalErrors.ParameterReserved.With("A parameter 'token' at the top level makes the portal take the call for a signed file link.");
        }

        foreach (string name in AuthorizationParameters)
        {
            if (method.BotTokenPlace == BotTokenPlace.CallersOwn)
            {
                parameters.Remove(name);
            }
            else
            {
                parameters.TryRemoveIgnoringCase(name, out _);
            }
        }
    }

    /// <summary>Whether a call gives a bot another token.</summary>
    public static bool ChangesBotToken(ApiMethod method, JsonMap parameters) =>
        method.RotatesBotToken && TryRemoveBotToken(RequestFields.CopyOf(parameters), out _);

    /// <summary>Takes out a bot token, or what is meant as one. Says whether there was one, be it null.</summary>
    public static bool TryRemoveBotToken(JsonMap parameters, out object? token)
    {
        bool isUpperCase = parameters.TryRemoveIgnoringCase(BotTokenUpper, out object? upper);
        bool isCamelCase = parameters.TryRemoveIgnoringCase(BotToken, out token);
        token = isCamelCase ? token : upper;
        return isCamelCase || isUpperCase;
    }
}
