using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.register</c>: registers a bot. If the caller has already registered the code, it returns the existing bot unchanged
/// (docs/portal/bots.md, "Register").
/// </summary>
public sealed class RegisterBotRequest : PortalRequest<Bot>
{
    private readonly string code;
    private readonly BotSettings settings;

    /// <summary>Creates a request.</summary>
    /// <param name="code">A unique code on the portal, at most 50 characters.</param>
    /// <param name="displayName">The name in chats.</param>
    /// <param name="settings">All other settings. With a webhook, a missing token is replaced with the token of the session. With OAuth, no token is sent.</param>
    public RegisterBotRequest(string code, string displayName, BotSettings? settings = null)
    {
        this.code = code;
        BotSettings given = settings ?? new BotSettings();
        this.settings = given with { Properties = given.Properties with { Name = displayName } };
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.BotRegister;

    /// <summary><c>bot</c> (the portal's default), <c>supervisor</c>, <c>personal</c>, or <c>openline</c>.</summary>
    public string? Type { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters()
    {
        JsonMap fields = settings.ToFields().AddUnlessNull("type", Type);
        fields["code"] = code;
        return new JsonMap { ["fields"] = fields };
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);

    /// <summary>The settings in which an existing bot differs from this request, one phrase each.</summary>
    public IReadOnlyList<string> DifferencesFrom(Bot bot) =>
    [
        .. Difference("name", settings.Properties.Name, bot.User?.FirstName),
        .. Difference("type", Type, bot.Type),
        .. Difference("event mode", settings.EventMode, bot.EventMode),
        .. Difference("last name", settings.Properties.LastName, bot.User?.LastName),
        .. Difference("position", settings.Properties.WorkPosition, bot.WorkPosition),
        .. Difference("gender", settings.Properties.Gender, bot.User?.Gender),
        .. Difference("background", settings.BackgroundId, bot.BackgroundId ?? "none"),
        .. Difference("hidden", settings.IsHidden == true, bot.IsHidden),
        .. Difference("reactions disabled", settings.IsReactionsEnabled == false, !bot.IsReactionsEnabled),
        .. Difference("open channel support", settings.IsSupportOpenline == true, bot.IsSupportOpenline),
    ];

    /// <summary>The bot token of the request; null for none.</summary>
    internal Secret? Token => settings.Token;

    /// <summary>A copy of the request with another token.</summary>
    internal RegisterBotRequest WithToken(Secret? token) => new(code, settings.Properties.Name!, settings with { Token = token }) { Type = Type };

    /// <summary>Rejects settings that the portal would accept without an effect.</summary>
    /// <exception cref="Errors.B24Exception">See <see cref="EventHandlerAddress.Require"/> and <see cref="BotToken.RequireNew"/>.</exception>
    internal void Require()
    {
        EventHandlerAddress.Require(settings.EventMode ?? "fetch", settings.WebhookUri, isModeChanged: true);
        if (Token is not null)
        {
            BotToken.RequireNew(Token);
        }
    }

    private static IEnumerable<string> Difference(string what, bool asked, bool actual) =>
        asked && !actual ? [$"{what} is 'no' instead of 'yes'"] : [];

    private static IEnumerable<string> Difference(string what, string? asked, string? actual)
    {
        if (asked is not null && actual is not null && !string.Equals(asked.Trim(), actual.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{what} is '{actual}' instead of '{asked}'";
        }
    }
}
