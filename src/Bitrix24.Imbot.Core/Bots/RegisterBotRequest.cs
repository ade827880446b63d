using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.register</c>: registers a bot. If the caller has already registered the code, it returns the existing bot unchanged
/// (docs/portal/bots.md, "Register"). Null members are not sent, and the portal uses its defaults.
/// </summary>
public sealed class RegisterBotRequest : PortalRequest<Bot>
{
    private readonly string code;
    private readonly string displayName;

    /// <summary>Creates a request.</summary>
    /// <param name="code">A unique code on the portal, at most 50 characters.</param>
    /// <param name="displayName">The name in chats.</param>
    public RegisterBotRequest(string code, string displayName)
    {
        this.code = code;
        this.displayName = displayName;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.BotRegister;

    /// <summary>The bot token for a webhook, 1 to 40 characters; null for the session's token. Not sent with OAuth.</summary>
    public Secret? Token { get; init; }

    /// <summary><c>bot</c> (the portal's default), <c>supervisor</c>, <c>personal</c>, or <c>openline</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>fetch</c> (the portal's default) or <c>webhook</c>.</summary>
    public string? EventMode { get; init; }

    /// <summary>The URL for events in mode <c>webhook</c>, a public http or https URL.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people can react to the bot's messages. The portal's default is yes.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether the bot works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of the bot's chats.</summary>
    public string? BackgroundId { get; init; }

    /// <summary>Second part of the name.</summary>
    public string? LastName { get; init; }

    /// <summary>The position below the name.</summary>
    public string? WorkPosition { get; init; }

    /// <summary>Color code of the avatar placeholder.</summary>
    public string? Color { get; init; }

    /// <summary><c>M</c> or <c>F</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>Image data, at most 5000 x 5000 pixels.</summary>
    public byte[]? Avatar { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters()
    {
        JsonMap properties = new JsonMap { ["name"] = displayName }
            .AddUnlessNull("lastName", LastName)
            .AddUnlessNull("workPosition", WorkPosition)
            .AddUnlessNull("color", Color)
            .AddUnlessNull("gender", Gender)
            .AddUnlessNull("avatar", Avatar is null ? null : Convert.ToBase64String(Avatar));
        JsonMap fields = new JsonMap { ["code"] = code }
            .AddUnlessNull("botToken", Token)
            .AddUnlessNull("type", Type)
            .AddUnlessNull("eventMode", EventMode)
            .AddUnlessNull("webhookUrl", WebhookUri?.AbsoluteUri)
            .AddUnlessNull("isHidden", IsHidden)
            .AddUnlessNull("isReactionsEnabled", IsReactionsEnabled)
            .AddUnlessNull("isSupportOpenline", IsSupportOpenline)
            .AddUnlessNull("backgroundId", BackgroundId);
        fields["properties"] = properties;
        return new JsonMap { ["fields"] = fields };
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
