using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Parameter names that are reserved for authorization (docs/portal/protocol.md, "Reserved names"). The portal's names are case-sensitive, but
/// PowerShell's are not, so other spellings are removed from bot methods as well.
/// </summary>
internal static class ReservedNames
{
    public const string AccessToken = "auth";
    public const string BotToken = "botToken";
    private const string BotTokenUpper = "BOT_TOKEN";

    /// <summary>At the top level, the portal would use any of these instead of the session's authorization.</summary>
    private static readonly string[] AuthorizationParameters = [AccessToken, "access_token", "auth_connector", "aplogin", "ap"];

    /// <summary>Removes parameters that would replace the session's authorization. For other methods, only the exact names are removed.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="PortalErrors.ParameterReserved"/> for <c>token</c>, which the portal treats as a file download.
    /// </exception>
    public static void RemoveFrom(JsonMap parameters, ApiMethod method)
    {
        if (parameters.Contains("token"))
        {
            throw PortalErrors.ParameterReserved.With("The portal treats a call with a top-level 'token' parameter as a signed file link.");
        }

        foreach (string name in AuthorizationParameters)
        {
            if (method.BotTokenPlace == BotTokenPlace.Caller)
            {
                parameters.Remove(name);
            }
            else
            {
                parameters.TryRemoveIgnoringCase(name, out _);
            }
        }
    }

    /// <summary>Whether a call changes a bot token.</summary>
    public static bool ChangesBotToken(ApiMethod method, JsonMap parameters) =>
        method.RotatesBotToken && TryRemoveBotToken(RequestFields.CopyOf(parameters), out _);

    /// <summary>Removes a bot token in any spelling. Returns whether there was one, even if it is null.</summary>
    public static bool TryRemoveBotToken(JsonMap parameters, out object? token)
    {
        bool isUpperCase = parameters.TryRemoveIgnoringCase(BotTokenUpper, out object? upper);
        bool isCamelCase = parameters.TryRemoveIgnoringCase(BotToken, out token);
        token = isCamelCase ? token : upper;
        return isCamelCase || isUpperCase;
    }
}
