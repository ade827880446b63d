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
/// Registers a bot and makes it the session's default if that has none. Registering a code again gives the bot that is there, unchanged.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "B24Bot", SupportsShouldProcess = true)]
[OutputType(typeof(Bot))]
public sealed class RegisterB24BotCommand : B24SessionCommand
{
    /// <summary>The bot's code, unique over the portal, at most 50 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 50)]
    [ArgumentCompleter(typeof(BotCodeCompleter))]
    public string Code { get; set; } = null!;

    /// <summary>The name shown in chats.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string DisplayName { get; set; } = null!;

    /// <summary>
    /// The bot's token under an incoming webhook, 1 to 40 characters. When left out, the session's own; where it has none, a random one of
    /// 40 characters, which the session and its profile keep.
    /// </summary>
    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? BotToken { get; set; }

    /// <summary>What the bot hears in group chats: only what mentions it (bot, openline), or everything (supervisor, personal).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("bot", "supervisor", "personal", "openline")]
    public string? Type { get; set; }

    /// <summary>How it gets events: fetch (asked for), or webhook (sent to an address).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("fetch", "webhook")]
    public string? EventMode { get; set; }

    /// <summary>Where the portal sends events in mode webhook; a public http or https address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? WebhookUri { get; set; }

    /// <summary>Second part of the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The position shown under the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkPosition { get; set; }

    /// <summary>Colour of the avatar's placeholder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    /// <summary>M or F.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("M", "F")]
    public string? Gender { get; set; }

    /// <summary>A picture of at most 5000 by 5000 pixels.</summary>
    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    /// <summary>Hides the bot from the contact list.</summary>
    [Parameter]
    public SwitchParameter Hidden { get; set; }

    /// <summary>Keeps people from reacting to the bot's messages.</summary>
    [Parameter]
    public SwitchParameter NoReactions { get; set; }

    /// <summary>Lets the bot work in open channels.</summary>
    [Parameter]
    public SwitchParameter SupportOpenline { get; set; }

    /// <summary>Background of the bot's chats.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost")]
    public string? BackgroundId { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (!ShouldProcess(NameOf(session), $"Register bot '{Code}'"))
        {
            return;
        }

        TryFor(Code, () =>
        {
            EventHandlerAddress.Require(EventMode ?? "fetch", WebhookUri, isModeChanged: true);
            Secret? token = TokenFor(session);
            RegisterBotRequest request = MakeRequest(token);
            B24Session prepared = KeepToken(session, token);
            Bot bot = SendOrForget(prepared, request, session);

            // A bot and a token that do not belong together would make a session that can do nothing.
            bool fits = token is null || token.Equals(prepared.BotToken);
            B24Session registered = fits ? prepared.With(prepared.BotId ?? bot.BotId) : prepared;

            // In this order: what stands behind in the pipeline already works with the new bot, and has it even when the profile cannot be written.
            Sessions.Update(registered);
            WriteObject(bot);
            WarnOfDifferences(bot);
            if (registered.BotId != prepared.BotId)
            {
                SessionProfiles.KeepBot(registered);
            }
        });
    }

    /// <summary>Registers; a token that was kept for a bot that does not come into being is forgotten again.</summary>
    private Bot SendOrForget(B24Session prepared, RegisterBotRequest request, B24Session before)
    {
        try
        {
            return Send(prepared, request);
        }
        catch (B24Exception refusal) when (refusal.Outcome != Outcome.Unknown && !ReferenceEquals(prepared, before))
        {
            SessionProfiles.KeepBot(before);
            Sessions.Update(before);
            throw;
        }
    }

    private Secret? TokenFor(B24Session session)
    {
        Secret? given = Secret.FromSecureString(BotToken);
        if (given is not null)
        {
            Core.Bots.BotToken.RequireNew(given);
        }

        if (session.Kind == AuthorizationKind.OAuth)
        {
            if (given is not null)
            {
                WriteWarning("-BotToken was ignored. The session uses OAuth, and the bot belongs to the application.");
            }

            return null;
        }

        if (given is not null && session.BotToken is not null && !given.Equals(session.BotToken))
        {
            WriteWarning($"Session '{session.Name}' still uses its previous bot token. To use bot '{Code}', run Set-B24Session -BotId -BotToken.");
        }

        return given ?? session.BotToken ?? MakeToken(session);
    }

    private Secret MakeToken(B24Session session)
    {
        if (session.Profile is null)
        {
            WriteWarning(
                $"A random bot token was created for '{Code}'. It is stored only in this session, and the bot can't be used after the session ends. "
                + "To keep the token, specify -BotToken, or connect with -SaveProfile.");
        }

        return Core.Bots.BotToken.Create();
    }

    /// <summary>Kept before it is sent: a bot whose token is lost with the answer could never be used, and its code never be taken again.</summary>
    private B24Session KeepToken(B24Session session, Secret? token)
    {
        if (token is null || session.BotToken is not null)
        {
            return session;
        }

        B24Session kept = session.With(botToken: token);
        SessionProfiles.KeepBot(kept);
        Sessions.Update(kept);
        return kept;
    }

    private RegisterBotRequest MakeRequest(Secret? token) => new(Code, DisplayName)
    {
        Token = token,
        Type = Type,
        EventMode = EventMode,
        WebhookUri = WebhookUri,
        IsHidden = Hidden ? true : null,
        IsReactionsEnabled = NoReactions ? false : null,
        IsSupportOpenline = SupportOpenline ? true : null,
        BackgroundId = BackgroundId,
        LastName = LastName,
        WorkPosition = WorkPosition,
        Color = Color,
        Gender = Gender,
        Avatar = AvatarFile.Read(this, AvatarPath),
    };

    /// <summary>A code that was registered before gives the old bot as it is; what of this call it does not have is told.</summary>
    private void WarnOfDifferences(Bot bot)
    {
        string[] differences =
        [
            .. Difference("name", DisplayName, bot.User?.FirstName),
            .. Difference("type", Type, bot.Type),
            .. Difference("event mode", EventMode, bot.EventMode),
            .. Difference("last name", LastName, bot.User?.LastName),
            .. Difference("position", WorkPosition, bot.WorkPosition),
            .. Difference("gender", Gender, bot.User?.Gender),
            .. Difference("background", BackgroundId, bot.BackgroundId ?? "none"),
            .. Difference("hidden", Hidden, bot.IsHidden),
            .. Difference("reactions disabled", NoReactions, !bot.IsReactionsEnabled),
            .. Difference("open channel support", SupportOpenline, bot.IsSupportOpenline),
        ];
        if (differences.Length > 0)
        {
            WriteWarning($"Bot '{Code}' ({bot.BotId}) already exists and was not changed. Differences: {string.Join("; ", differences)}. Set-B24Bot can change all of these except the type.");
        }
    }

    private static IEnumerable<string> Difference(string what, SwitchParameter asked, bool actual) =>
        asked && !actual ? [$"{what} is 'no' instead of 'yes'"] : [];

    private static IEnumerable<string> Difference(string what, string? asked, string? actual)
    {
        if (asked is not null && actual is not null && !string.Equals(asked.Trim(), actual.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{what} is '{actual}' instead of '{asked}'";
        }
    }
}
