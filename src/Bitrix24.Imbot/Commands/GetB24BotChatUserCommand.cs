using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Commands;

/// <summary>Gives who is in a chat: at most 200 users, more cannot be had from the portal.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotChatUser")]
[OutputType(typeof(User))]
public sealed class GetB24BotChatUserCommand : B24DialogCommand
{
    [Parameter]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UserId { get; set; }

    [Parameter]
    [ValidateRange(1, ListChatUsersRequest.MaxLimit)]
    public int First { get; set; } = ListChatUsersRequest.MaxLimit;

    [Parameter]
    [ValidateSet("id", "lastSendMessageId", "userId")]
    public string? SortBy { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        // Asked for certain users, the list must be whole before it is picked from.
        int limit = UserId is null ? First : ListChatUsersRequest.MaxLimit;
        IReadOnlyList<User> users = Send(session, new ListChatUsersRequest(botId, dialogId, limit)
        {
            SortBy = OrderOf(),
            IsDescending = Descending,
        });
        if (users.Count == ListChatUsersRequest.MaxLimit)
        {
            WriteWarning($"{dialogId} may have more users than the {ListChatUsersRequest.MaxLimit} that the portal gives.");
        }

        WriteObject(UserId is null ? users : users.Where(user => UserId.Contains(user.UserId)).Take(First), enumerateCollection: true);
    }

    /// <summary>The portal's name of the order, whose letter case counts.</summary>
    private string? OrderOf() => SortBy?.ToLowerInvariant() switch
    {
        "lastsendmessageid" => "lastSendMessageId",
        "userid" => "userId",
        null => Descending ? "id" : null,
        _ => "id",
    };
}
