using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Creates a group chat with the bot. The user of the webhook or token needs the right to create chats.</summary>
[Cmdlet(VerbsCommon.New, "B24BotChat", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "New-B24BotChat.html")]
[OutputType(typeof(Chat))]
public sealed class NewB24BotChatCmdlet : B24BotCmdlet
{
    /// <summary>The members of the chats to create, by bot. All users from the pipeline are members of the same chat.</summary>
    private readonly Dictionary<long, List<long>> chats = [];

    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId), OtherNames = [nameof(BotId)])]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UserId { get; set; }

    [Parameter]
    public string? Description { get; set; }

    [Parameter]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    [Parameter]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long? OwnerId { get; set; }

    [Parameter]
    public SwitchParameter Open { get; set; }

    protected override void ProcessRecord(B24Session session, long botId)
    {
        if (!chats.TryGetValue(botId, out List<long>? members))
        {
            chats.Add(botId, members = []);
        }

        members.AddRange(UserId ?? []);
    }

    protected override void EndProcessing()
    {
        foreach (KeyValuePair<long, List<long>> chat in chats)
        {
            TryFor(Title, () => Create(RequireSession(), chat.Key, chat.Value));
        }
    }

    private void Create(B24Session session, long botId, List<long> members)
    {
        AddChatRequest request = new(botId)
        {
            Properties = new ChatProperties { Title = Title, Description = Description, Color = Color, Avatar = AvatarFile.Read(this, AvatarPath) },
            UserIds = members.Count > 0 ? members : null,
            OwnerId = OwnerId,
            IsOpen = Open,
        };
        if (ShouldProcess(NameOf(session), $"Create chat '{Title}'"))
        {
            WriteObject(Send(session, request));
        }
    }
}
