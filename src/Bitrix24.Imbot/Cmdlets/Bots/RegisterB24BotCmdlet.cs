using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Bots;

/// <summary>
/// Registers a bot, and makes it the default of the session if the session has none. If the code is already registered, the existing bot is returned unchanged.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "B24Bot", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Register-B24Bot.html")]
[OutputType(typeof(Bot))]
public sealed class RegisterB24BotCmdlet : B24SessionCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 50)]
    [ArgumentCompleter(typeof(BotCodeCompleter))]
    public string Code { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string DisplayName { get; set; } = null!;

    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? BotToken { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("bot", "supervisor", "personal", "openline")]
    public string? Type { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("fetch", "webhook")]
    public string? EventMode { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? WebhookUri { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkPosition { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("M", "F")]
    public string? Gender { get; set; }

    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    [Parameter]
    public SwitchParameter Hidden { get; set; }

    [Parameter]
    public SwitchParameter NoReactions { get; set; }

    [Parameter]
    public SwitchParameter SupportOpenline { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost")]
    public string? BackgroundId { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (ShouldProcess(NameOf(session), $"Register bot '{Code}'"))
        {
            TryFor(Code, () => Register(session, new BotRegistration(session, ToRequest())));
        }
    }

    private void Register(B24Session session, BotRegistration registration)
    {
        if (TokenWarning(session, Code, registration) is { } warning)
        {
            WriteWarning(warning);
        }

        bool isKept = registration.KeepToken();
        if (isKept)
        {
            Sessions.Update(registration.Session);
        }

        Bot bot;
        try
        {
            bot = Await(registration.SendAsync);
        }
        catch (B24Exception) when (isKept)
        {
            Sessions.Update(registration.Session);
            throw;
        }

        // Write the bot first, so that the next cmdlet in the pipeline can use it even if the profile can't be written.
        Sessions.Learn(session, bot);
        Sessions.Update(registration.Session);
        WriteObject(bot);
        if (registration.DifferencesFrom(bot) is { Count: > 0 } differences)
        {
            WriteWarning($"Bot '{Code}' ({bot.BotId}) already exists and was not changed. Differences: {string.Join("; ", differences)}. Set-B24Bot can change all of these except the type.");
        }

        registration.KeepBot();
    }

    private static string? TokenWarning(B24Session session, string code, BotRegistration registration) => registration switch
    {
        { IsTokenUnused: true } => "-BotToken was ignored. The session uses OAuth, and the bot belongs to the application.",
        { IsTokenOfAnotherBot: true } => $"Session '{session.Name}' still uses its previous bot token. To use bot '{code}', run Set-B24Session -BotId -BotToken.",
        { IsTokenCreated: true } when session.Profile is null =>
            $"A random bot token was created for '{code}'. It is stored only in this session, and the bot can't be used after the session ends. "
            + "To keep the token, specify -BotToken, or connect with -SaveProfile.",
        _ => null,
    };

    private RegisterBotRequest ToRequest()
    {
        BotSettings settings = new()
        {
            Properties = new BotProperties { LastName = LastName, WorkPosition = WorkPosition, Color = Color, Gender = Gender, Avatar = AvatarFile.Read(this, AvatarPath) },
            Token = Secret.FromSecureString(BotToken),
            EventMode = EventMode,
            WebhookUri = WebhookUri,
            IsHidden = Hidden ? true : null,
            IsReactionsEnabled = NoReactions ? false : null,
            IsSupportOpenline = SupportOpenline ? true : null,
            BackgroundId = BackgroundId,
        };
        return new RegisterBotRequest(Code, DisplayName, settings) { Type = Type };
    }
}
