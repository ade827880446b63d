using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.register</c>. A code that the caller has registered before gives the old bot, unchanged (docs/portal/bots.md, "Register").
/// Null members are not sent, so that the portal's defaults hold.
/// </summary>
public sealed class RegisterBotRequest : PortalRequest<Bot>
{
    private readonly string code;
    private readonly string displayName;

    /// <summary>Makes a request.</summary>
    /// <param name="code">Unique over the portal; at most 50 characters.</param>
    /// <param name="displayName">The name shown in chats.</param>
    public RegisterBotRequest(string code, string displayName)
    {
        this.code = code;
        this.displayName = displayName;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.BotRegister;

    /// <summary>The owner's token under a webhook, 1 to 40 characters; the session's own when null. Not sent under OAuth.</summary>
    public Secret? Token { get; init; }

    /// <summary><c>bot</c> (the portal's default), <c>supervisor</c>, <c>personal</c> or <c>openline</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>fetch</c> (the portal's default) or <c>webhook</c>.</summary>
    public string? EventMode { get; init; }

    /// <summary>Where events go in mode <c>webhook</c>; a public http or https address.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>Hides the bot from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people may react to its messages; the portal's default is yes.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether it works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of its chats.</summary>
    public string? BackgroundId { get; init; }

    /// <summary>Second part of the name.</summary>
    public string? LastName { get; init; }

    /// <summary>The position shown under the name.</summary>
    public string? WorkPosition { get; init; }

    /// <summary>Colour of the avatar's placeholder, by its code.</summary>
    public string? Color { get; init; }

    /// <summary><c>M</c> or <c>F</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>The picture's bytes, at most 5000 by 5000 pixels.</summary>
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
