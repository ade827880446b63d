using System.Management.Automation;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>For the general cmdlets, which do not know what a method means for the session: after a bot's token was changed, the session still has the old one.</summary>
internal static class NewBotTokenNotice
{
    /// <summary>Warns where the call that has succeeded gave a bot another token.</summary>
    public static void WriteAfter(Cmdlet cmdlet, B24Session session, ApiMethod? method, JsonMap parameters)
    {
        if (method is not null && session.Kind == AuthorizationKind.Webhook && ReservedNames.ChangesBotToken(method, parameters))
        {
            cmdlet.WriteWarning(
                $"The bot has another token now. If session '{session.Name}' has the old one, run Set-B24Session -BotToken; Set-B24Bot -NewBotToken does both.");
        }
    }
}
