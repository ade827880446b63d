using System.Management.Automation;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Changes a bot; what is not given stays as it is. Where name, position or picture change, the bot is read first, because the portal would reset
/// what is not sent along.
/// </summary>
[Cmdlet(VerbsCommon.Set, "B24Bot", SupportsShouldProcess = true)]
[OutputType(typeof(Bot))]
public sealed class SetB24BotCommand : B24SessionCommand
{
    /// <summary>The bots, by id or as bot objects; the session's default one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    /// <summary>The name shown in chats.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>Second part of the name; an empty text takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? LastName { get; set; }

    /// <summary>The position shown under the name; an empty text brings the portal's default back.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? WorkPosition { get; set; }

    /// <summary>Colour of the avatar's placeholder.</summary>
    [Parameter]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    /// <summary>M or F.</summary>
    [Parameter]
    [ValidateSet("M", "F")]
    public string? Gender { get; set; }

    /// <summary>A picture of at most 5000 by 5000 pixels.</summary>
    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    /// <summary>$true hides the bot from the contact list, $false shows it there.</summary>
    [Parameter]
    public bool? Hidden { get; set; }

    /// <summary>$true keeps people from reacting to the bot's messages, $false lets them.</summary>
    [Parameter]
    public bool? NoReactions { get; set; }

    /// <summary>$true lets the bot work in open channels, $false does not.</summary>
    [Parameter]
    public bool? SupportOpenline { get; set; }

    /// <summary>Background of the bot's chats; none gives each user the own one back.</summary>
    [Parameter]
    [ValidateSet("azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost", UpdateBotRequest.NoBackground)]
    public string? BackgroundId { get; set; }

    /// <summary>How the bot gets events: fetch (asked for), or webhook (sent to an address). From fetch to webhook the portal deletes pending events.</summary>
    [Parameter]
    [ValidateSet("fetch", "webhook")]
    public string? EventMode { get; set; }

    /// <summary>Where the portal sends events in mode webhook; a public http or https address.</summary>
    [Parameter]
    public Uri? WebhookUri { get; set; }

    /// <summary>The token that the bot shall have from now on, 1 to 40 characters; under an incoming webhook only.</summary>
    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? NewBotToken { get; set; }

    /// <summary>Gives the changed bot.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (TryFindBot(session, BotId) is { } botId)
        {
            TryFor(botId, () => Change(session, botId));
        }
    }

    private void Change(B24Session session, long botId)
    {
        Secret? token = NewTokenFor(session);
        BotProperties properties = new()
        {
            Name = DisplayName,
            LastName = LastName,
            WorkPosition = WorkPosition,
            Gender = Gender,
            Color = Color,
            Avatar = AvatarFile.Read(this, AvatarPath),
        };

        // All that can be found wrong without the portal is told before anything is asked or sent.
        MakeRequest(botId, properties, token).ToParameters();
        if (!ShouldProcess($"bot {botId} on {NameOf(session)}", token is null ? "Change bot" : "Change bot and its token"))
        {
            return;
        }

        if (!properties.IsEmpty || WebhookUri is not null)
        {
            Bot now = Send(session, new GetBotRequest(botId));
            properties = properties.IsEmpty ? properties : properties.CompletedFrom(UserOf(now));
            CheckEventMode(now);
        }

        Bot changed = Send(session, MakeRequest(botId, properties, token));
        if (token is not null)
        {
            KeepToken(session, botId, token);
        }

        if (PassThru)
        {
            WriteObject(changed);
        }
    }

    private UpdateBotRequest MakeRequest(long botId, BotProperties properties, Secret? token) => new(botId)
    {
        Properties = properties.IsEmpty ? null : properties,
        IsHidden = Hidden,
        IsReactionsEnabled = !NoReactions,
        IsSupportOpenline = SupportOpenline,
        BackgroundId = BackgroundId,
        EventMode = EventMode,
        WebhookUri = WebhookUri,
        NewToken = token,
    };

    private Secret? NewTokenFor(B24Session session)
    {
        Secret? token = Secret.FromSecureString(NewBotToken);
        return token is not null && session.Kind == AuthorizationKind.OAuth
            ? throw BotErrors.BotTokenUnderOAuth.With($"Session '{session.Name}' uses OAuth, and its bots have no token.")
            : token;
    }

    private void CheckEventMode(Bot now)
    {
        EventHandlerAddress.Require(EventMode ?? now.EventMode, WebhookUri, isModeChanged: false);
        if (WebhookUri is not null && EventMode is not null && now.EventMode is not null && now.EventMode != EventHandlerAddress.WebhookMode)
        {
            WriteWarning($"The event mode of bot {now.BotId} changes from fetch to webhook. The portal deletes events that were not fetched.");
        }
    }

    private static Core.Users.User UserOf(Bot bot) => bot.User
        ?? throw ConnectionErrors.AnswerUnexpected.With($"The portal's response doesn't contain the name and position of bot {bot.BotId}, which the change would reset.");

    /// <summary>A session has one token. Where its default bot is another one, that bot must be able to go on.</summary>
    private void KeepToken(B24Session session, long botId, Secret token)
    {
        if (session.BotId is not null && session.BotId != botId)
        {
            WriteWarning($"Session '{session.Name}' still uses the token of bot {session.BotId}. To use bot {botId}, run Set-B24Session -BotId -BotToken.");
            return;
        }

        B24Session kept = session.With(botToken: token);
        Sessions.Update(kept);
        SessionProfiles.KeepBot(kept);
    }
}
