using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Cmdlets.Bots;

/// <summary>
/// Changes a bot. Settings that aren't specified stay unchanged. To change the name, position, or image, the bot is read first, because the portal
/// resets missing values.
/// </summary>
[Cmdlet(VerbsCommon.Set, "B24Bot", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Set-B24Bot.html")]
[OutputType(typeof(Bot))]
public sealed class SetB24BotCmdlet : B24SessionCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? LastName { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? WorkPosition { get; set; }

    [Parameter]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    [Parameter]
    [ValidateSet("M", "F")]
    public string? Gender { get; set; }

    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    [Parameter]
    public bool? Hidden { get; set; }

    [Parameter]
    public bool? NoReactions { get; set; }

    [Parameter]
    public bool? SupportOpenline { get; set; }

    [Parameter]
    [ValidateSet("azure", "mint", "steel", "slate", "teal", "cornflower", "sky", "peach", "frost", UpdateBotRequest.NoBackground)]
    public string? BackgroundId { get; set; }

    [Parameter]
    [ValidateSet("fetch", "webhook")]
    public string? EventMode { get; set; }

    [Parameter]
    public Uri? WebhookUri { get; set; }

    [Parameter]
    [SecretArgument(RefusesNull = true)]
    public SecureString? NewBotToken { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

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
        BotChange change = new(session, botId, Changes());
        if (!ShouldProcess($"bot {botId} on {NameOf(session)}", change.ChangesToken ? "Change bot and its token" : "Change bot"))
        {
            return;
        }

        Bot changed = Await(change.SendAsync);
        Sessions.Learn(session, changed);
        if (change.ChangesToken)
        {
            KeepToken(session, botId, change);
        }

        if (PassThru)
        {
            WriteObject(changed);
        }
    }

    private BotSettings Changes() => new()
    {
        Token = Secret.FromSecureString(NewBotToken),
        Properties = new BotProperties
        {
            Name = DisplayName,
            LastName = LastName,
            WorkPosition = WorkPosition,
            Gender = Gender,
            Color = Color,
            Avatar = AvatarFile.Read(this, AvatarPath),
        },
        IsHidden = Hidden,
        IsReactionsEnabled = !NoReactions,
        IsSupportOpenline = SupportOpenline,
        BackgroundId = BackgroundId,
        EventMode = EventMode,
        WebhookUri = WebhookUri,
    };

    private void KeepToken(B24Session session, long botId, BotChange change)
    {
        if (change.IsOfAnotherBot)
        {
            WriteWarning($"Session '{session.Name}' still uses the token of bot {session.BotId}. To use bot {botId}, run Set-B24Session -BotId -BotToken.");
            return;
        }

        B24Session kept = change.WithNewToken();
        Sessions.Update(kept);
        SessionProfiles.KeepBot(kept);
    }
}
