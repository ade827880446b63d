using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Authorization with an incoming webhook: the URL contains the code, and the body contains the bot token.</summary>
public sealed class WebhookAuthorization : PortalAuthorization
{
    private readonly string baseAddress;

    /// <summary>Creates the authorization of a webhook.</summary>
    public WebhookAuthorization(WebhookAddress webhook)
    {
        Webhook = webhook;
        baseAddress = $"{webhook.Portal}rest/{webhook.UserId}/{webhook.Code.Reveal()}/";
    }

    /// <summary>Portal, user, and code.</summary>
    public WebhookAddress Webhook { get; }

    /// <inheritdoc />
    public override AuthorizationKind Kind => AuthorizationKind.Webhook;

    /// <inheritdoc />
    public override Uri Portal => Webhook.Portal;

    internal override string AccountKey => $"{Portal.Authority}|webhook|{Webhook.UserId}|{Webhook.Code.GetHashCode()}";

    internal override IEnumerable<Secret> Secrets => [Webhook.Code];

    internal override (Uri Address, JsonMap Parameters, TokenPair? Grant) Authorize(ApiMethod method, JsonMap parameters, Secret? botToken) =>
        (new Uri(baseAddress + method.Name), AuthorizeCommand(method, parameters, botToken), null);

    internal override JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        CallParameters.RemoveReserved(authorized, method);
        switch (method.BotTokenPlace)
        {
            case BotTokenPlace.Root:
                authorized[CallParameters.BotToken] = CallParameters.TryRemoveBotToken(authorized, out object? given) ? given : Required(botToken, method);
                if (method.RotatesBotToken)
                {
                    NameNewToken(authorized);
                }

                break;
            case BotTokenPlace.Fields:
                // The portal ignores a bot token at the top level of this method.
                bool isMisplaced = CallParameters.TryRemoveBotToken(authorized, out object? misplaced);
                JsonMap fields = CallParameters.CopyFields(authorized);
                fields[CallParameters.BotToken] = CallParameters.TryRemoveBotToken(fields, out object? own) ? own : isMisplaced ? misplaced : Required(botToken, method);
                authorized[CallParameters.Fields] = fields;
                break;
            case BotTokenPlace.Forbidden:
                CallParameters.TryRemoveBotToken(authorized, out _);
                break;
            case BotTokenPlace.Caller:
                break;
        }

        return authorized;
    }

    /// <summary>The portal would ignore a new token with another spelling and keep the old one.</summary>
    private static void NameNewToken(JsonMap authorized)
    {
        JsonMap fields = CallParameters.CopyFields(authorized);
        if (CallParameters.TryRemoveBotToken(fields, out object? newToken))
        {
            fields[CallParameters.BotToken] = newToken;
            authorized[CallParameters.Fields] = fields;
        }
    }

    private static Secret Required(Secret? botToken, ApiMethod method) => botToken
        ?? throw BotErrors.BotTokenMissing.With($"With an incoming webhook, {method} requires a bot token, but this session has none.");
}
