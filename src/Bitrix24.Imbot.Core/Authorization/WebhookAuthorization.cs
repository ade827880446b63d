using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Authorization by incoming webhook: the code stands in the address, the bot's token in the body.</summary>
public sealed class WebhookAuthorization : PortalAuthorization
{
    private readonly string baseAddress;
    private readonly LastAddress lastAddress = new();

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

    internal override AuthorizedRequest Authorize(MethodName method, JsonMap parameters, Secret? botToken) => new(
        lastAddress.Find(this, method) ?? lastAddress.Keep(this, method, new Uri(baseAddress + method.Text)),
        AuthorizeCommand(method, parameters, botToken),
        null);

    internal override JsonMap AuthorizeCommand(MethodName method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        ReservedNames.TakeOut(authorized);
        switch (method.BotTokenPlace)
        {
            case BotTokenPlace.Root:
                PutUnlessGiven(authorized, method, botToken);
                break;
            case BotTokenPlace.Fields:
                JsonMap fields = RequestFields.CopyOf(authorized);
                PutUnlessGiven(fields, method, botToken);
                ReservedNames.TakeOutBotToken(authorized);
                authorized[RequestFields.Name] = fields;
                break;
            case BotTokenPlace.Forbidden:
                ReservedNames.TakeOutBotToken(authorized);
                break;
            case BotTokenPlace.CallersOwn:
                break;
        }

        return authorized;
    }

    private static void PutUnlessGiven(JsonMap target, MethodName method, Secret? botToken)
    {
        if (ReservedNames.HasBotToken(target))
        {
            return;
        }

        target[ReservedNames.BotToken] = botToken
            ?? throw ErrorKinds.BotTokenMissing.With($"{method} needs the bot's token under an incoming webhook, and this session has none.");
    }
}
