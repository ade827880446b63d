using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Bot (docs/portal/bots.md).</summary>
internal static class BotMethods
{
    private const int MaxCodeLength = 50;
    private const int MaxOwnerLength = 128;

    public static JsonNode Register(RestCall call)
    {
        string owner = BotOwnership.Registrant(call);
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        string code = PhpValue.Text(fields.First("code", "CODE")) ?? "";
        if (code.Length == 0)
        {
            throw new RestException("BOT_CODE_REQUIRED");
        }

        BotProperties properties = new BotProperties(fields.First("properties", "PROPERTIES"));
        if (!properties.HasName)
        {
            throw new RestException("BOT_PROPERTIES_REQUIRED");
        }

        bool isFetching = EventMode(fields.First("eventMode", "EVENT_MODE")) ?? true;
        string? webhookUrl = PhpValue.Text(fields.First("webhookUrl", "WEBHOOK_URL"));
        if (!isFetching && string.IsNullOrEmpty(webhookUrl))
        {
            throw new RestException("BOT_WEBHOOK_URL_REQUIRED");
        }

        if (!isFetching && !WebhookAddress.IsAccepted(webhookUrl))
        {
            throw new RestException("BOT_INVALID_CALLBACK");
        }

        if (call.Portal.Bots.FirstOrDefault(bot => bot.Code == code) is Bot existing)
        {
            return existing.Owner == owner ? Answer(call, existing, isOwner: true) : throw new RestException("BOT_CODE_ALREADY_TAKEN");
        }

        JsonNode? typeName = fields.First("type", "TYPE");
        BotType type = typeName is null ? BotType.Bot : TypeByName(PhpValue.Text(typeName)) ?? throw new RestException("BOT_INVALID_TYPE");
        properties.CheckAvatar();
        CheckLimits(call, owner);
        if (code.Length > MaxCodeLength || owner.Length > MaxOwnerLength)
        {
            throw new RestException("BOT_REGISTER_FAILED");
        }

        Bot created = new()
        {
            User = new User { Id = call.Portal.NextUserId(), IsBot = true },
            Code = code,
            Type = type,
            Owner = owner,
            IsHidden = PhpValue.IsFlagSet(fields.First("isHidden", "IS_HIDDEN")),
            IsReactionsEnabled = fields.First("isReactionsEnabled", "IS_REACTIONS_ENABLED") is not JsonNode enabled || PhpValue.IsFlagSet(enabled),
            IsSupportOpenline = type == BotType.Openline || PhpValue.IsFlagSet(fields.First("isSupportOpenline", "IS_SUPPORT_OPENLINE")),
            BackgroundId = BackgroundTable.Find(PhpValue.Text(fields.First("backgroundId", "BACKGROUND_ID"))),
            IsFetching = isFetching,
            WebhookUrl = isFetching ? null : webhookUrl,
        };
        properties.Apply(created.User);
        if (!isFetching)
        {
            call.Portal.Handlers.Bind(owner, webhookUrl!);
        }

        return Answer(call, call.Portal.AddBot(created), isOwner: true);
    }

    public static JsonNode Get(RestCall call)
    {
        string caller = BotOwnership.Caller(call);
        int botId = BotOwnership.BotId(call);
        string? code = call.Parameters.FirstText("code", "CODE");
        if (botId <= 0 && code is null)
        {
            throw new RestException("PARAMS_REQUIRED", "botId or code is required");
        }

        Bot bot = call.Portal.Bots.FirstOrDefault(bot => botId > 0 ? bot.Id == botId : bot.Code == code)
            ?? throw new RestException("BOT_NOT_FOUND", "Bot not found");
        return Answer(call, bot, bot.Owner == caller);
    }

    public static JsonNode List(RestCall call)
    {
        string caller = BotOwnership.Caller(call);
        FieldMap filter = call.Parameters.OptionalMap("filter");
        int limit = call.Parameters.Integer("limit", 50);
        int offset = call.Parameters.Integer("offset", 0);
        IEnumerable<Bot> owned = call.Portal.Bots.Where(bot => bot.Owner == caller);
        if (TypeByName(filter.Text("type")) is BotType type)
        {
            owned = owned.Where(bot => bot.Type == type);
        }

        Bot[] page = [.. owned.Skip(Math.Max(0, offset)).Take(limit)];
        return new JsonObject
        {
            ["bots"] = new JsonArray([.. page.Select(bot => (JsonNode)BotForm.Owner(call.Portal, bot))]),
            ["users"] = UserForm.List(call.Portal, page.Select(bot => bot.Id)),
            ["hasNextPage"] = page.Length == limit,
        };
    }

    public static JsonNode Update(RestCall call)
    {
        Bot bot = call.OwnedBot();
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        bool? isFetching = EventMode(fields["eventMode"]);
        string? token = PhpValue.Text(fields.First("botToken", "BOT_TOKEN"));
        BotProperties? properties = PhpValue.IsTrue(fields.First("properties", "PROPERTIES"))
            ? new BotProperties(fields.First("properties", "PROPERTIES"))
            : null;
        string? webhookUrl = fields.Text("webhookUrl");
        if (!string.IsNullOrEmpty(webhookUrl) && !WebhookAddress.IsAccepted(webhookUrl))
        {
            throw new RestException("BOT_INVALID_CALLBACK");
        }

        properties?.CheckAvatar();
        if (token is not null && PhpText.Trim(token) is { Length: > 0 } newToken)
        {
            BotChanges.RotateToken(call.Portal, bot, newToken);
        }

        properties?.Apply(bot.User);
        bot.IsHidden = fields.Flag("isHidden", bot.IsHidden);
        bot.IsReactionsEnabled = fields.Flag("isReactionsEnabled", bot.IsReactionsEnabled);
        bot.IsSupportOpenline = fields.Flag("isSupportOpenline", bot.IsSupportOpenline);
        bot.BackgroundId = fields.Has("backgroundId") ? BackgroundTable.Find(fields.Text("backgroundId")) : bot.BackgroundId;
        BotChanges.SetEventMode(call.Portal, bot, isFetching ?? bot.IsFetching, webhookUrl);
        return Answer(call, bot, isOwner: true);
    }

    public static JsonNode Unregister(RestCall call)
    {
        Bot bot = call.OwnedBot();
        BotChanges.Remove(call.Portal, bot);
        return RestCall.Done;
    }

    /// <summary>Checks the limits of newer portals, which apply only to new bots.</summary>
    private static void CheckLimits(RestCall call, string owner)
    {
        EmulatorOptions options = call.Portal.Options;
        if (BotOwner.GetToken(owner) is string token && CodePoints.Count(token) > BotChanges.MaxTokenLength)
        {
            throw new RestException("BOT_TOKEN_INVALID_LENGTH");
        }

        if (options.Cloud && call.Portal.Bots.Count >= options.MaxBots)
        {
            throw new RestException("BOT_LIMIT_EXCEEDED");
        }
    }

    private static bool? EventMode(JsonNode? value) => PhpValue.Text(value)?.ToLowerInvariant() switch
    {
        null when value is null => null,
        "fetch" => true,
        "webhook" => false,
        _ => throw new RestException("BOT_INVALID_EVENT_MODE"),
    };

    private static BotType? TypeByName(string? name) =>
        Enum.GetValues<BotType>().Cast<BotType?>().FirstOrDefault(type => type.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Answer(RestCall call, Bot bot, bool isOwner) => new()
    {
        ["bot"] = isOwner ? BotForm.Owner(call.Portal, bot) : BotForm.Brief(call.Portal, bot),
        ["users"] = UserForm.List(call.Portal, [bot.Id]),
    };
}
