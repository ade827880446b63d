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
        RestException.ThrowIf(code.Length == 0, "BOT_CODE_REQUIRED");
        BotProperties properties = new BotProperties(fields.First("properties", "PROPERTIES"));
        RestException.ThrowIf(!properties.HasName, "BOT_PROPERTIES_REQUIRED");
        bool isFetching = EventMode(fields.First("eventMode", "EVENT_MODE")) ?? true;
        string? webhookUrl = PhpValue.Text(fields.First("webhookUrl", "WEBHOOK_URL"));
        RestException.ThrowIf(!isFetching && string.IsNullOrEmpty(webhookUrl), "BOT_WEBHOOK_URL_REQUIRED");
        RestException.ThrowIf(!isFetching && !IsAcceptedUrl(webhookUrl), "BOT_INVALID_CALLBACK");
        if (call.Portal.Bots.FirstOrDefault(bot => bot.Code == code) is Bot existing)
        {
            return existing.Owner == owner ? Answer(call, existing, isOwner: true) : throw new RestException("BOT_CODE_ALREADY_TAKEN");
        }

        JsonNode? typeName = fields.First("type", "TYPE");
        BotType type = typeName is null ? BotType.Bot : TypeByName(PhpValue.Text(typeName)) ?? throw new RestException("BOT_INVALID_TYPE");
        properties.CheckAvatar();

        // The limits of newer portals apply only to new bots.
        EmulatorOptions options = call.Portal.Options;
        RestException.ThrowIf(PhpText.Length(BotOwner.GetToken(owner) ?? "") > BotChanges.MaxTokenLength, "BOT_TOKEN_INVALID_LENGTH");
        RestException.ThrowIf(options.Cloud && call.Portal.Bots.Count >= options.MaxBots, "BOT_LIMIT_EXCEEDED");
        RestException.ThrowIf(code.Length > MaxCodeLength || owner.Length > MaxOwnerLength, "BOT_REGISTER_FAILED");
        Bot created = new()
        {
            User = new User { Id = ++call.Portal.Content.LastUserId, IsBot = true },
            Code = code,
            Type = type,
            Owner = owner,
            IsHidden = PhpValue.IsFlagSet(fields.First("isHidden", "IS_HIDDEN")),
            IsReactionsEnabled = fields.First("isReactionsEnabled", "IS_REACTIONS_ENABLED") is not JsonNode enabled || PhpValue.IsFlagSet(enabled),
            IsSupportOpenline = type == BotType.Openline || PhpValue.IsFlagSet(fields.First("isSupportOpenline", "IS_SUPPORT_OPENLINE")),
            BackgroundId = ColorTable.FindBackground(PhpValue.Text(fields.First("backgroundId", "BACKGROUND_ID"))),
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
        RestException.ThrowIf(botId <= 0 && code is null, "PARAMS_REQUIRED", "botId or code is required");
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
        BotType? type = TypeByName(filter.Text("type"));
        IEnumerable<Bot> owned = call.Portal.Bots.Where(bot => bot.Owner == caller && (type is null || bot.Type == type));
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
        JsonNode? values = fields.First("properties", "PROPERTIES");
        BotProperties? properties = PhpValue.IsTrue(values) ? new BotProperties(values) : null;
        string? webhookUrl = fields.Text("webhookUrl");
        RestException.ThrowIf(!string.IsNullOrEmpty(webhookUrl) && !IsAcceptedUrl(webhookUrl), "BOT_INVALID_CALLBACK");
        properties?.CheckAvatar();
        if (token is not null && PhpText.Trim(token) is { Length: > 0 } newToken)
        {
            BotChanges.RotateToken(call.Portal, bot, newToken);
        }

        properties?.Apply(bot.User);
        bot.IsHidden = fields.Flag("isHidden", bot.IsHidden);
        bot.IsReactionsEnabled = fields.Flag("isReactionsEnabled", bot.IsReactionsEnabled);
        bot.IsSupportOpenline = fields.Flag("isSupportOpenline", bot.IsSupportOpenline);
        bot.BackgroundId = fields.Has("backgroundId") ? ColorTable.FindBackground(fields.Text("backgroundId")) : bot.BackgroundId;
        BotChanges.SetEventMode(call.Portal, bot, isFetching ?? bot.IsFetching, webhookUrl);
        return Answer(call, bot, isOwner: true);
    }

    public static JsonNode Unregister(RestCall call)
    {
        BotChanges.Remove(call.Portal, call.OwnedBot());
        return RestCall.Done;
    }

    /// <summary>The method imbot.v2.Revision.get, which requires neither botId nor botToken (docs/portal/bots.md, "Revision").</summary>
    public static JsonNode GetRevision(RestCall call) => new JsonObject
    {
        ["rest"] = call.Portal.Options.Revision, ["web"] = 131, ["mobile"] = 24, ["desktop"] = 6,
    };

    /// <summary>
    /// The scheme must be http or https in lower case. The host must be an IPv6 address or contain a dot, so localhost is refused
    /// (docs/portal/bots.md, "Callback address", tests/Facts/oracle/callback-urls.json).
    /// </summary>
    private static bool IsAcceptedUrl(string? address) =>
        PhpUrl.Parse(address ?? "") is PhpUrl { Scheme: "http" or "https", Host: string host } && (host.IndexOf('.') > 0 || host.StartsWith('['));

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
