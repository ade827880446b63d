using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Changes group chats that belong to the bot.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotChat", SupportsShouldProcess = true)]
[OutputType(typeof(Chat))]
public sealed class SetB24BotChatCommand : B24DialogCommand
{
    /// <summary>The new title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The new description; an empty text takes it away.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The new colour of the avatar's placeholder.</summary>
    [Parameter]
    [ValidateSet(
        "red", "green", "mint", "lightBlue", "darkBlue", "purple", "aqua", "pink",
        "lime", "brown", "azure", "khaki", "sand", "marengo", "gray", "graphite")]
    public string? Color { get; set; }

    /// <summary>The new picture, at most 5000 by 5000 pixels.</summary>
    [SupportsWildcards]
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AvatarPath { get; set; }

    /// <summary>The new owner. The portal does not check that the user exists or is in the chat, and the bot can change the chat no more.</summary>
    [Parameter]
    [IdentityArgument("UserId")]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long? OwnerId { get; set; }

    /// <summary>Gives the chat, read again.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        ChatProperties properties = new() { Title = Title, Description = Description, Color = Color, Avatar = AvatarFile.Read(this, AvatarPath) };
        if (properties.IsEmpty && OwnerId is null)
        {
            throw PortalErrors.NothingToChange.With($"Nothing of {dialogId} was to be changed.");
        }

        if (!ShouldProcess($"{dialogId} on {NameOf(session)}", OwnerId is null ? "Change chat" : $"Change chat, with user {OwnerId} as its owner"))
        {
            return;
        }

        if (!properties.IsEmpty)
        {
            Send(session, new UpdateChatRequest(botId, dialogId, properties));
        }

        // Last, because only the owner may change a chat.
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
