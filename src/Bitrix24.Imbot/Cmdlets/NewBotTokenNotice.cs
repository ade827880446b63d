using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>Warns after Invoke-B24Method or Invoke-B24Batch changed a bot token, because the session still contains the old one.</summary>
internal static class NewBotTokenNotice
{
    /// <summary>Writes the warning if a call that succeeded changed a bot token.</summary>
    public static void WriteAfter(Cmdlet cmdlet, B24Session session, ApiMethod? method, JsonMap parameters)
    {
        if (method is not null && session.Kind == AuthorizationKind.Webhook && ReservedNames.ChangesBotToken(method, parameters))
        {
            cmdlet.WriteWarning(
                $"The bot token was changed. If session '{session.Name}' uses the old token, run Set-B24Session -BotToken. Next time, use Set-B24Bot -NewBotToken, which also updates the session.");
        }
    }
}
