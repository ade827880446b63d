using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Authorization by incoming webhook: the code stands in the address, the bot's token in the body.</summary>
public sealed class WebhookAuthorization : PortalAuthorization
{
    private readonly string baseAddress;

    /// <summary>Makes the authorization of one webhook.</summary>
    public WebhookAuthorization(WebhookAddress webhook)
    {
        Webhook = webhook;
        baseAddress = $"{webhook.Portal}rest/{webhook.UserId}/{webhook.Code.Reveal()}/";
    }

    /// <summary>Portal, user and code.</summary>
    public WebhookAddress Webhook { get; }

    /// <inheritdoc />
    public override AuthorizationKind Kind => AuthorizationKind.Webhook;

    /// <inheritdoc />
    public override Uri Portal => Webhook.Portal;

    internal override string AccountKey => $"{Portal.Authority}|webhook|{Webhook.UserId}|{Webhook.Code.GetHashCode()}";

    internal override IEnumerable<Secret> Secrets => [Webhook.Code];

    internal override AuthorizedRequest Authorize(ApiMethod method, JsonMap parameters, Secret? botToken) =>
        new(new Uri(baseAddress + method.Name), AuthorizeCommand(method, parameters, botToken), null);

    internal override JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        ReservedNames.RemoveFrom(authorized, method);
        switch (method.BotTokenPlace)
        {
            case BotTokenPlace.Root:
                authorized[ReservedNames.BotToken] = ReservedNames.TryRemoveBotToken(authorized, out object? given) ? given : Required(botToken, method);
                if (method.RotatesBotToken)
                {
                    NameNewToken(authorized);
                }

                break;
            case BotTokenPlace.Fields:
                // At the top, where other methods have it, the portal would not look for it.
                bool isMisplaced = ReservedNames.TryRemoveBotToken(authorized, out object? misplaced);
                JsonMap fields = RequestFields.CopyOf(authorized);
                fields[ReservedNames.BotToken] = ReservedNames.TryRemoveBotToken(fields, out object? own) ? own : isMisplaced ? misplaced : Required(botToken, method);
                authorized[RequestFields.Name] = fields;
                break;
            case BotTokenPlace.Forbidden:
                ReservedNames.TryRemoveBotToken(authorized, out _);
                break;
            case BotTokenPlace.CallersOwn:
                break;
        }

        return authorized;
    }

    /// <summary>A new token under another spelling would be left alone by the portal, and the old one would stay.</summary>
    private static void NameNewToken(JsonMap authorized)
    {
        JsonMap fields = RequestFields.CopyOf(authorized);
        if (ReservedNames.TryRemoveBotToken(fields, out object? newToken))
        {
            fields[ReservedNames.BotToken] = newToken;
            authorized[RequestFields.Name] = fields;
        }
    }

    private static Secret Required(Secret? botToken, ApiMethod method) => botToken
        ?? throw BotErrors.BotTokenMissing.With($"{method} needs the bot's token under an incoming webhook, and this session has none.");
}
