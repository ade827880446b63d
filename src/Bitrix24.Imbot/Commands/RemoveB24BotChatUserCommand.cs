using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Commands;

/// <summary>Takes users out of group chats. The portal says yes also where a user was not in the chat.</summary>
[Cmdlet(VerbsCommon.Remove, "B24BotChatUser", SupportsShouldProcess = true)]
public sealed class RemoveB24BotChatUserCommand : B24DialogCommand
{
    /// <summary>The users, by number or as user objects.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId))]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        foreach (long userId in UserId)
        {
            TryFor(userId, () =>
            {
                if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Remove user {userId}"))
                {
                    Send(session, new RemoveChatUserRequest(botId, dialogId, userId));
                }
            });
        }
    }
}
