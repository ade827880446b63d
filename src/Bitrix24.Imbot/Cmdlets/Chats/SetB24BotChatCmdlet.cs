using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Changes group chats that the bot owns.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotChat", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Set-B24BotChat.html")]
[OutputType(typeof(Chat))]
public sealed class SetB24BotChatCmdlet : B24DialogCmdlet
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

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
    [IdentityArgument("UserId")]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long? OwnerId { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        ChatProperties properties = new() { Title = Title, Description = Description, Color = Color, Avatar = AvatarFile.Read(this, AvatarPath) };
        if (properties.IsEmpty && OwnerId is null)
        {
            throw PortalErrors.NothingToChange.With($"No changes were specified for {dialogId}.");
        }

        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", OwnerId is null ? "Change chat" : $"Change chat and transfer ownership to user {OwnerId}"))
        {
            return;
        }

        if (!properties.IsEmpty)
        {
            Send(session, new UpdateChatRequest(botId, dialogId, properties));
        }

        // Done last, because only the owner can change a chat.
        if (OwnerId is { } ownerId)
        {
            Send(session, new SetChatOwnerRequest(botId, dialogId, ownerId));
        }

        if (PassThru)
        {
            WriteObject(Send(session, new GetChatRequest(botId, dialogId)));
        }
    }
}
